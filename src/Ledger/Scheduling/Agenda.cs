using Ledger.Deadlines;
using Ledger.Extending;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Scheduling;

/// <summary>Draws the agenda from exceptions: what is as planned does not take the meeting's time.</summary>
public static class Agenda
{
    /// <summary>
    /// Writes the agenda of <paramref name="meeting"/> anew, as things stand on <paramref name="today"/>: a handful of queries
    /// over the round, none per issue.
    /// </summary>
    public static async Task DrawAsync(
        LedgerDb db, Guid meeting, Guid round, SchedulingSettings settings, DateOnly today, CancellationToken cancellationToken)
    {
        await db.AgendaEntries.Where(e => e.MeetingId == meeting).ExecuteDeleteAsync(cancellationToken);
        db.AgendaEntries.AddRange([
            .. await LateAsync(db, meeting, round, settings, today, cancellationToken),
            .. await MissingReportsAsync(db, meeting, round, cancellationToken),
            .. await UnansweredLettersAsync(db, meeting, round, today, cancellationToken),
            .. await ExtensionsAskedAsync(db, meeting, round, cancellationToken),
        ]);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<AgendaEntry>> LateAsync(
        LedgerDb db, Guid meeting, Guid round, SchedulingSettings settings, DateOnly today, CancellationToken cancellationToken)
    {
        var open = await (
            from issue in db.Issues.Open()
            from measure in issue.Measures
            where issue.RoundId == round
                && measure.Status == MeasureStatus.Open && measure.DeadlineKind != DeadlineKind.LongTerm && measure.DueOn != null
            select new { issue.Id, measure.PlannedFrom, DueOn = measure.DueOn!.Value, measure.Progress })
            .ToListAsync(cancellationToken);
        var entries = new List<AgendaEntry>();
        foreach (var issue in open.GroupBy(m => m.Id))
        {
            var overdue = issue.Max(m => today.DayNumber - m.DueOn.DayNumber);
            var behind = issue.Where(m => m.DueOn >= today)
                .Select(m => PlanProgress.PointsBehind(m.PlannedFrom, m.DueOn, m.Progress, today)).DefaultIfEmpty().Max();
            if (overdue > 0)
            {
                entries.Add(new AgendaEntry { MeetingId = meeting, IssueId = issue.Key, Reason = AgendaReason.Overdue, Amount = overdue });
            }

            if (behind >= settings.BehindPlanPoints)
            {
                entries.Add(new AgendaEntry { MeetingId = meeting, IssueId = issue.Key, Reason = AgendaReason.BehindPlan, Amount = behind });
            }
        }

        return entries;
    }

    /// <summary>Issues whose unit missed the last week that was closed, and has not reported since.</summary>
    private static async Task<List<AgendaEntry>> MissingReportsAsync(LedgerDb db, Guid meeting, Guid round, CancellationToken cancellationToken)
    {
        var last = await db.WeeklySupervisions.Where(w => w.RoundId == round && w.ClosedAt != null).OrderByDescending(w => w.WeekOf)
            .Select(w => (Guid?)w.Id).FirstOrDefaultAsync(cancellationToken);
        return await (
            from duty in db.WeeklyDuties
            join issue in db.Issues.Open() on duty.IssueId equals issue.Id
            where duty.SupervisionId == last && duty.Misses > 0
                && !db.WeeklyReports.Any(r => r.SupervisionId == duty.SupervisionId && r.IssueId == duty.IssueId && r.State == Supervising.ReportState.Submitted)
            select new AgendaEntry { MeetingId = meeting, IssueId = duty.IssueId, Reason = AgendaReason.ReportMissing, Amount = duty.Misses })
            .ToListAsync(cancellationToken);
    }

    private static Task<List<AgendaEntry>> UnansweredLettersAsync(
        LedgerDb db, Guid meeting, Guid round, DateOnly today, CancellationToken cancellationToken) =>
        db.Letters.Unanswered(today).Where(l => l.RoundId == round).GroupBy(l => l.IssueId)
            .Select(of => new AgendaEntry { MeetingId = meeting, IssueId = of.Key, Reason = AgendaReason.LetterUnanswered, Amount = of.Count() })
            .ToListAsync(cancellationToken);

    private static Task<List<AgendaEntry>> ExtensionsAskedAsync(LedgerDb db, Guid meeting, Guid round, CancellationToken cancellationToken) =>
        db.Issues.Open().Where(i => i.RoundId == round)
            .Select(i => new AgendaEntry
            {
                MeetingId = meeting,
                IssueId = i.Id,
                Reason = AgendaReason.ExtensionAsked,
                Amount = i.Extensions.Count(e => e.Outcome == ExtensionOutcome.AtTheOffice || e.Outcome == ExtensionOutcome.AtTheLeaders),
            })
            .Where(e => e.Amount > 0).ToListAsync(cancellationToken);
}
