using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Ledger.Supervising;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>For a unit's people: weekly reports of the newest week that are not in, missed or returned ones included.</summary>
public sealed class ReportsOwed : IWorkSource
{
    public const string Kind = "report-owed";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        if (actor is not { Role: Role.Liaison, UnitId: { } unit })
        {
            return [];
        }

        var rows = await (
            from duty in db.WeeklyDuties.AsNoTracking()
            join week in db.WeeklySupervisions on duty.SupervisionId equals week.Id
            join issue in db.Issues.Open() on duty.IssueId equals issue.Id
            where duty.UnitId == unit && issue.LeadUnitId == unit
                && week.WeekOf == db.WeeklySupervisions.Where(w => w.RoundId == week.RoundId).Max(w => w.WeekOf)
                && !db.WeeklyReports.Any(r => r.SupervisionId == week.Id && r.IssueId == issue.Id && r.State == ReportState.Submitted)
            select new { week.Id, week.CutOffAt, IssueId = issue.Id, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80) })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => new WorkItem(Kind, Shanghai.DayOf(r.CutOffAt), IssueTitle.Of(r.Heading, r.Opening), r.Id, r.IssueId, r.Number))
            .Where(i => i.DueOn <= until)];
    }
}
