using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Scheduling;

/// <summary>Opens the half month's scheduling meeting, with an agenda drawn from the exceptions of that moment.</summary>
public static class OpenMeeting
{
    /// <summary>
    /// Opens the meeting of the half month <paramref name="today"/> lies in for every round with open issues, and returns those
    /// meetings, new or not. The unique key makes a repeat harmless.
    /// </summary>
    public static async Task<IReadOnlyList<SchedulingMeeting>> RunAsync(
        LedgerDb db, DateOnly today, Func<DateOnly, bool> isWorkingDay, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var half = SchedulingMeeting.HalfMonthOf(today);
        var rounds = await db.Rounds.Where(r => db.Issues.Open().Any(i => i.RoundId == r.Id))
            .Select(r => new { r.Id, r.Settings }).ToListAsync(cancellationToken);
        foreach (var round in rounds)
        {
            var settings = round.Settings.Scheduling;
            var meetsAt = SchedulingMeeting.TimeOf(half, settings, isWorkingDay, now);
            await OpenAsync(db, round.Id, half, meetsAt, settings, today, now, cancellationToken);
        }

        var ids = rounds.ConvertAll(r => r.Id);
        return await db.SchedulingMeetings.AsNoTracking().Where(m => m.HalfMonthFrom == half && ids.Contains(m.RoundId))
            .ToListAsync(cancellationToken);
    }

    private static async Task OpenAsync(
        LedgerDb db, Guid round, DateOnly half, DateTimeOffset meetsAt, SchedulingSettings settings, DateOnly today, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.scheduling_meeting (id, round_id, half_month_from, opened_at, meets_at, place, changes, attendees, minutes)
            values ({id}, {round}, {half}, {now}, {meetsAt}, {settings.Place}, 0, '', '') on conflict (round_id, half_month_from) do nothing
            """,
            cancellationToken) == 1;
        if (isNew)
        {
            await Agenda.DrawAsync(db, id, round, settings, today, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            // On the round and on every open issue, in one statement: the fan-out that follows writes nothing of its own.
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into ledger.history_entry (round_id, issue_id, at, actor_id, actor_name, what)
                select {round}, concerned.issue_id, {now}, {Actor.System.Id}, {Actor.System.Name}, jsonb_build_object('kind', 'meeting-opened', 'halfMonthFrom', {half}::date)
                from (select null::uuid as issue_id union all select id from ledger.issue where round_id = {round} and status = any({OpenIssues.Names})) concerned
                """,
                cancellationToken);
        }
    }
}
