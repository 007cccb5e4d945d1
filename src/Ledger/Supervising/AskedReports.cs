using Ledger.Issues;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Supervising;

/// <summary>An issue a unit owes a report on.</summary>
public sealed record OwedIssue(Guid IssueId, int Number, string Title);

/// <summary>What one unit owes in a week, and who is asked for it.</summary>
public sealed record AskedReports(WeeklySupervision Week, Unit Unit, IReadOnlyList<OwedIssue> Issues)
{
    /// <summary>The units that owe reports in <paramref name="weeks"/>, in two queries however many issues there are.</summary>
    public static async Task<IReadOnlyList<AskedReports>> OfAsync(
        LedgerDb db, IReadOnlyList<WeeklySupervision> weeks, CancellationToken cancellationToken)
    {
        var ids = weeks.Select(w => w.Id).ToArray();
        var duties = await (
            from duty in db.WeeklyDuties.AsNoTracking()
            join issue in db.Issues on duty.IssueId equals issue.Id
            where ids.Contains(duty.SupervisionId)
            orderby issue.Number
            select new { duty.SupervisionId, duty.UnitId, issue.Id, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80) })
            .ToListAsync(cancellationToken);
        var wanted = duties.Select(d => d.UnitId).Distinct().ToArray();
        var units = await db.Units.AsNoTracking().Where(u => wanted.Contains(u.Id)).Include(u => u.Liaisons)
            .ToDictionaryAsync(u => u.Id, cancellationToken);
        return [.. duties.GroupBy(d => (d.SupervisionId, d.UnitId)).Select(owed => new AskedReports(
            weeks.Single(w => w.Id == owed.Key.SupervisionId),
            units[owed.Key.UnitId],
            [.. owed.Select(d => new OwedIssue(d.Id, d.Number, IssueTitle.Of(d.Heading, d.Opening)))]))];
    }
}
