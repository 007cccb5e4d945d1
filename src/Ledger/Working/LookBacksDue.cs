using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>For the office: look-backs that are begun, or whose day comes.</summary>
public sealed class LookBacksDue : IWorkSource
{
    public const string Kind = "look-back-due";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        if (actor.Role != Role.Office)
        {
            return [];
        }

        var rows = await (
            from planned in db.LookBacks.AsNoTracking()
            join issue in db.Issues on planned.IssueId equals issue.Id
            where planned.Outcome == LookBackOutcome.Pending && (planned.OpenedAt != null || planned.DueOn <= until)
            select new { planned.Id, planned.DueOn, IssueId = issue.Id, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80) })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new WorkItem(Kind, r.DueOn, IssueTitle.Of(r.Heading, r.Opening), r.Id, r.IssueId, r.Number));
    }
}
