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
    /// Writes the agenda of <paramref name="meeting"/> anew, as things stand on <paramref name="today"/>: a handful of statements
    /// over the round, none per issue. What may be much (a round that is late everywhere) is written where it is read.
    /// </summary>
    public static async Task DrawAsync(
        LedgerDb db, Guid meeting, Guid round, SchedulingSettings settings, DateOnly today, CancellationToken cancellationToken)
    {
        await db.AgendaEntries.Where(e => e.MeetingId == meeting).ExecuteDeleteAsync(cancellationToken);
        await AddLateAsync(db, meeting, round, settings, today, cancellationToken);
        await AddMissingReportsAsync(db, meeting, round, cancellationToken);
        db.AgendaEntries.AddRange([
            .. await UnansweredLettersAsync(db, meeting, round, today, cancellationToken),
            .. await ExtensionsAskedAsync(db, meeting, round, cancellationToken),
        ]);
        await db.SaveChangesAsync(cancellationToken);
    }

    private static Task<int> AddLateAsync(
        LedgerDb db, Guid meeting, Guid round, SchedulingSettings settings, DateOnly today, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.agenda_entry (meeting_id, issue_id, reason, amount)
            select {meeting}, late.issue_id, found.reason, found.amount
            from (
                select m.issue_id, max({today} - m.due_on) as overdue,
                    max(ledger.points_behind(m.planned_from, m.due_on, m.progress, {today})) filter (where m.due_on >= {today}) as behind
                from ledger.measure m join ledger.issue i on i.id = m.issue_id
                where i.round_id = {round} and i.status = any({OpenIssues.Names}) and m.status = 'Open' and m.deadline_kind <> 'LongTerm'
                group by m.issue_id
            ) late
            cross join lateral (values ('Overdue', late.overdue, 1), ('BehindPlan', late.behind, {settings.BehindPlanPoints})) found (reason, amount, least)
            where found.amount >= found.least
            """,
            cancellationToken);

    /// <summary>Issues whose unit missed the last week that was closed, and has not reported since.</summary>
    private static Task<int> AddMissingReportsAsync(LedgerDb db, Guid meeting, Guid round, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.agenda_entry (meeting_id, issue_id, reason, amount)
            select {meeting}, duty.issue_id, 'ReportMissing', duty.misses
            from ledger.weekly_duty duty join ledger.issue i on i.id = duty.issue_id
            where duty.misses > 0 and i.status = any({OpenIssues.Names})
                and duty.supervision_id = (
                    select w.id from ledger.weekly_supervision w where w.round_id = {round} and w.closed_at is not null order by w.week_of desc limit 1)
                and not exists (
                    select from ledger.weekly_report r
                    where r.supervision_id = duty.supervision_id and r.issue_id = duty.issue_id and r.state = 'Submitted')
            """,
            cancellationToken);

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
