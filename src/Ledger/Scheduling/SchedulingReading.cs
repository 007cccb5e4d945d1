using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Storage;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Scheduling;

/// <summary>An issue before the meeting, with everything that brought it there.</summary>
public sealed record AgendaItem(Guid IssueId, int Number, string Title, Guid? UnitId, string Unit, IReadOnlyList<AgendaEntry> Reasons);

/// <summary>A decision with the number of the issue it concerns.</summary>
public sealed record DecisionLine(MeetingDecision Decision, int? IssueNumber);

/// <summary>A meeting as its page shows it.</summary>
public sealed record MeetingView(SchedulingMeeting Meeting, IReadOnlyList<AgendaItem> Agenda, IReadOnlyList<DecisionLine> Decisions);

/// <summary>One line of the list of meetings.</summary>
public sealed record MeetingLine(SchedulingMeeting Meeting, int Items, int Decisions, int DecisionsDone);

/// <summary>The scheduling pages' queries. A unit sees its own issues' part of an agenda, and the decisions on them or its own people.</summary>
public static class SchedulingReading
{
    /// <summary>The newest round's meetings, newest first.</summary>
    public static async Task<IReadOnlyList<MeetingLine>> ListAsync(LedgerDb db, Actor viewer, int most, CancellationToken cancellationToken)
    {
        var round = await db.NewestRoundAsync(cancellationToken);
        var visible = db.Issues.VisibleTo(viewer).Select(i => i.Id);
        var seesAll = viewer.Role is Role.Office or Role.Leader;
        var rows = await db.SchedulingMeetings.AsNoTracking().Where(m => m.RoundId == round).OrderByDescending(m => m.HalfMonthFrom).Take(most)
            .Select(m => new
            {
                Meeting = m,
                Items = m.Agenda.Where(e => visible.Contains(e.IssueId)).Select(e => e.IssueId).Distinct().Count(),
                Decisions = m.Decisions.Count(d => d.IssueId == null ? seesAll : visible.Contains(d.IssueId.Value)),
                Done = m.Decisions.Count(d => d.DoneAt != null && (d.IssueId == null ? seesAll : visible.Contains(d.IssueId.Value))),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new MeetingLine(r.Meeting, r.Items, r.Decisions, r.Done));
    }

    /// <summary>The meeting, cut down to what <paramref name="viewer"/> may see; null when there is none.</summary>
    public static async Task<MeetingView?> FindAsync(LedgerDb db, Actor viewer, Guid id, CancellationToken cancellationToken)
    {
        if (await db.SchedulingMeetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } meeting)
        {
            return null;
        }

        var agenda = await AgendaAsync(db, viewer, [id], cancellationToken);
        var (visible, seesAll) = (db.Issues.VisibleTo(viewer), viewer.Role is Role.Office or Role.Leader);
        var decisions = await (
            from decision in db.MeetingDecisions.AsNoTracking()
            join found in visible on decision.IssueId equals found.Id into issues
            from issue in issues.DefaultIfEmpty()
            where decision.MeetingId == id && ((decision.IssueId == null && seesAll) || issue != null || decision.OwnerId == viewer.PersonId)
            orderby decision.Ordinal
            select new { Decision = decision, Number = (int?)issue.Number }).ToListAsync(cancellationToken);
        return new MeetingView(meeting, agenda, decisions.ConvertAll(d => new DecisionLine(d.Decision, d.Number)));
    }

    /// <summary>The agenda of <paramref name="meetings"/>, worst first, in one query.</summary>
    public static async Task<IReadOnlyList<AgendaItem>> AgendaAsync(
        LedgerDb db, Actor viewer, Guid[] meetings, CancellationToken cancellationToken)
    {
        var rows = await (
            from entry in db.AgendaEntries.AsNoTracking()
            join issue in db.Issues.VisibleTo(viewer) on entry.IssueId equals issue.Id
            where meetings.Contains(entry.MeetingId)
            select new { Entry = entry, issue.Id, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80), issue.LeadUnitId, Unit = issue.LeadUnit!.Name })
            .ToListAsync(cancellationToken);
        return [.. rows.GroupBy(r => r.Id).Select(of =>
            {
                var first = of.First();
                return new AgendaItem(
                    of.Key, first.Number, IssueTitle.Of(first.Heading, first.Opening), first.LeadUnitId, first.Unit ?? string.Empty,
                    [.. of.Select(r => r.Entry).OrderBy(e => e.Reason)]);
            })
            .OrderBy(i => i.Reasons[0].Reason).ThenByDescending(i => i.Reasons[0].Amount).ThenBy(i => i.Number)];
    }

    /// <summary>How many meetings of the newest round have been held (会议研判): closed records, counted.</summary>
    public static async Task<int> HeldAsync(LedgerDb db, CancellationToken cancellationToken)
    {
        var round = await db.NewestRoundAsync(cancellationToken);
        return await db.SchedulingMeetings.CountAsync(m => m.RoundId == round && m.ClosedAt != null, cancellationToken);
    }
}
