using Ledger.Issues;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Supervising;

/// <summary>A report that was not there when the cut-off passed, with whoever has to hear of it.</summary>
/// <param name="LeadLeaders">Whom it is told besides the unit's head; empty unless <paramref name="IsForSuperior"/>.</param>
/// <param name="Misses">How many in a row, from 1.</param>
/// <param name="IsForSuperior">So many that the superior is told, by the round's settings.</param>
public sealed record MissedReport(
    Guid RoundId, Guid WeekId, DateTimeOffset CutOffAt, Guid IssueId, int Number, string Title, Unit Unit, IReadOnlyList<Person> LeadLeaders, int Misses, bool IsForSuperior);

/// <summary>Judges the weeks whose cut-off has passed: who reported, who did not, for the how-manieth time.</summary>
public static class CloseWeeks
{
    /// <summary>
    /// Closes every week whose cut-off lies before <paramref name="now"/> and is still open, oldest first, so that misses in a row
    /// are counted in order also after an outage. A week is closed once: a second run or host finds it locked or done.
    /// </summary>
    public static async Task<IReadOnlyList<MissedReport>> RunAsync(LedgerDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var weeks = await db.WeeklySupervisions
            .FromSql($"select * from ledger.weekly_supervision where closed_at is null and cut_off_at <= {now} order by week_of, id for update")
            .AsNoTracking().ToListAsync(cancellationToken);
        foreach (var week in weeks)
        {
            await CountAsync(db, week, now, cancellationToken);
        }

        return weeks.Count == 0 ? [] : await MissedAsync(db, [.. weeks.Select(w => w.Id)], cancellationToken);
    }

    // An issue that has been signed off by the cut-off owes nothing any more.
    private static Task<int> CountAsync(LedgerDb db, WeeklySupervision week, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $$"""
            with missed as (
                update ledger.weekly_duty duty set misses = 1 + coalesce((
                    select before.misses from ledger.weekly_duty before
                    join ledger.weekly_supervision w on w.id = before.supervision_id
                    where before.issue_id = duty.issue_id and before.unit_id = duty.unit_id
                      and w.round_id = {{week.RoundId}} and w.week_of < {{week.WeekOf}}
                    order by w.week_of desc limit 1), 0)
                from ledger.issue i
                where duty.supervision_id = {{week.Id}} and i.id = duty.issue_id and i.status = any({{OpenIssues.Names}})
                  and not exists (
                    select 1 from ledger.weekly_report r
                    where r.supervision_id = duty.supervision_id and r.issue_id = duty.issue_id and r.in_time)
                returning duty.issue_id, duty.misses
            ), noted as (
                insert into ledger.history_entry (round_id, issue_id, at, actor_id, actor_name, what)
                select {{week.RoundId}}, issue_id, {{now}}, {{History.Actor.System.Id}}, {{History.Actor.System.Name}},
                       jsonb_build_object('kind', 'weekly-report-missed', 'weekOf', to_char({{week.WeekOf}}, 'YYYY-MM-DD'), 'misses', misses)
                from missed
            )
            update ledger.weekly_supervision set closed_at = {{now}} where id = {{week.Id}}
            """,
            cancellationToken);

    private static async Task<IReadOnlyList<MissedReport>> MissedAsync(LedgerDb db, Guid[] weeks, CancellationToken cancellationToken)
    {
        var patience = (await db.Rounds.AsNoTracking().Select(r => new { r.Id, r.Settings }).ToListAsync(cancellationToken))
            .ToDictionary(r => r.Id, r => r.Settings.Weekly.MissesBeforeSuperior);
        var missed = db.WeeklyDuties.AsNoTracking().Where(d => weeks.Contains(d.SupervisionId) && d.Misses > 0);
        var units = await db.Units.AsNoTracking().Where(u => missed.Any(d => d.UnitId == u.Id))
            .Include(u => u.Head).Include(u => u.Liaisons).ToDictionaryAsync(u => u.Id, cancellationToken);
        var leaders = await LeadersAsync(db, missed, patience.Values.Min(), cancellationToken);
        var rows =
            from duty in missed
            join week in db.WeeklySupervisions on duty.SupervisionId equals week.Id
            join issue in db.Issues on duty.IssueId equals issue.Id
            orderby week.WeekOf, issue.Number
            select new { week.RoundId, duty.SupervisionId, week.CutOffAt, duty.UnitId, duty.Misses, issue.Id, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80) };
        var reports = new List<MissedReport>();
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var isForSuperior = row.Misses >= patience[row.RoundId];
            reports.Add(new MissedReport(
                row.RoundId, row.SupervisionId, row.CutOffAt, row.Id, row.Number, IssueTitle.Of(row.Heading, row.Opening), units[row.UnitId],
                isForSuperior ? [.. leaders[row.Id]] : [], row.Misses, isForSuperior));
        }

        return reports;
    }

    // A hundred thousand issues are led by a few dozen people: each of them is read once.
    private static async Task<ILookup<Guid, Person>> LeadersAsync(
        LedgerDb db, IQueryable<WeeklyDuty> missed, int misses, CancellationToken cancellationToken)
    {
        var led = await (
            from leader in db.Set<LeadLeader>()
            where missed.Any(d => d.IssueId == leader.IssueId && d.Misses >= misses)
            orderby leader.Ordinal
            select new { leader.IssueId, leader.PersonId }).ToListAsync(cancellationToken);
        var ids = led.Select(l => l.PersonId).Distinct().ToArray();
        var people = await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        return led.ToLookup(l => l.IssueId, l => people[l.PersonId]);
    }
}
