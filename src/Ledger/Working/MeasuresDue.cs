using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>For a unit's people: open measures of the issues it leads, by deadline.</summary>
public sealed class MeasuresDue : IWorkSource
{
    public const string Kind = "measure-due";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        if (actor is not { Role: Role.Liaison, UnitId: { } unit })
        {
            return [];
        }

        var rows = await (
            from issue in db.Issues.AsNoTracking()
            from measure in issue.Measures
            where issue.LeadUnitId == unit && issue.Status == IssueStatus.InProgress && measure.Status == MeasureStatus.Open
                && measure.DeadlineKind != DeadlineKind.LongTerm && measure.DueOn <= until
            select new { issue.Id, issue.Number, measure.Ordinal, measure.Text, measure.DueOn, measure.DueProvisional }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new WorkItem(Kind, r.DueOn, r.Text, r.Id, r.Id, r.Number, r.Ordinal) { IsProvisional = r.DueProvisional });
    }
}
