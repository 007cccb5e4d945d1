using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Supervising;

/// <summary>Opens a week's supervision: the week's row, and a duty for every issue open at that moment.</summary>
public static class OpenWeek
{
    /// <summary>
    /// Opens the week of <paramref name="today"/> for every round that has open issues and has not opened it yet, and returns
    /// those rounds' weeks, new or not. Unique keys make a second run, or a second host, harmless.
    /// </summary>
    public static async Task<IReadOnlyList<WeeklySupervision>> RunAsync(
        LedgerDb db, DateOnly today, Func<DateOnly, bool> isWorkingDay, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var week = WeeklySupervision.MondayOf(today);
        var rounds = await db.Rounds.Where(r => db.Issues.Open().Any(i => i.RoundId == r.Id))
            .Select(r => new { r.Id, r.Settings }).ToListAsync(cancellationToken);
        foreach (var round in rounds)
        {
            var cutOff = WeeklySupervision.CutOffOf(week, round.Settings.Weekly, isWorkingDay, now);
            await OpenAsync(db, round.Id, week, cutOff, now, cancellationToken);
        }

        var ids = rounds.ConvertAll(r => r.Id);
        return await db.WeeklySupervisions.AsNoTracking().Where(w => w.WeekOf == week && ids.Contains(w.RoundId))
            .ToListAsync(cancellationToken);
    }

    private static async Task OpenAsync(LedgerDb db, Guid round, DateOnly week, DateTimeOffset cutOff, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(now);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.weekly_supervision (id, round_id, week_of, opened_at, cut_off_at)
            values ({id}, {round}, {week}, {now}, {cutOff}) on conflict (round_id, week_of) do nothing
            """,
            cancellationToken) == 1;
        if (!isNew)
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.weekly_duty (supervision_id, issue_id, unit_id)
            select {id}, i.id, i.lead_unit_id from ledger.issue i where i.round_id = {round} and i.status = any({OpenIssues.Names})
            """,
            cancellationToken);

        // On the round and on every issue it concerns, in one statement: the fan-out that follows writes nothing of its own.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.history_entry (round_id, issue_id, at, actor_id, actor_name, what)
            select {round}, concerned.issue_id, {now}, {Actor.System.Id}, {Actor.System.Name}, jsonb_build_object('kind', 'week-opened', 'weekOf', {week}::date)
            from (select null::uuid as issue_id union all select issue_id from ledger.weekly_duty where supervision_id = {id}) concerned
            """,
            cancellationToken);
    }
}
