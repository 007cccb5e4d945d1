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
        var rows = await (
            from duty in db.WeeklyDuties.AsNoTracking()
            join week in db.WeeklySupervisions on duty.SupervisionId equals week.Id
            join issue in db.Issues on duty.IssueId equals issue.Id
            where weeks.Contains(week.Id) && duty.Misses > 0
            orderby week.WeekOf, issue.Number
            select new { week.RoundId, duty.SupervisionId, week.CutOffAt, duty.UnitId, duty.Misses, issue.Id, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80) })
            .ToListAsync(cancellationToken);
        var patience = (await db.Rounds.AsNoTracking().Select(r => new { r.Id, r.Settings }).ToListAsync(cancellationToken))
            .ToDictionary(r => r.Id, r => r.Settings.Weekly.MissesBeforeSuperior);
        var unitIds = rows.Select(r => r.UnitId).Distinct().ToArray();
        var told = rows.Where(r => r.Misses >= patience[r.RoundId]).Select(r => r.Id).Distinct().ToArray();
        var units = await db.Units.AsNoTracking().Where(u => unitIds.Contains(u.Id))
            .Include(u => u.Head).Include(u => u.Liaisons).ToDictionaryAsync(u => u.Id, cancellationToken);
        var leaders = (await db.Set<LeadLeader>().AsNoTrackingWithIdentityResolution().Where(l => told.Contains(l.IssueId)).Include(l => l.Person)
            .OrderBy(l => l.Ordinal).ToListAsync(cancellationToken)).ToLookup(l => l.IssueId, l => l.Person!);
        return rows.ConvertAll(r => new MissedReport(
            r.RoundId, r.SupervisionId, r.CutOffAt, r.Id, r.Number, IssueTitle.Of(r.Heading, r.Opening), units[r.UnitId], [.. leaders[r.Id]],
            r.Misses, r.Misses >= patience[r.RoundId]));
    }
}
