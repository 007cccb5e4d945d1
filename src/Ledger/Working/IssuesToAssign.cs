using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>For the office: issues that are registered and given to nobody yet.</summary>
public sealed class IssuesToAssign : IWorkSource
{
    public const string Kind = "issue-to-assign";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        if (actor.Role != Role.Office)
        {
            return [];
        }

        var rows = await db.Issues.AsNoTracking().Where(i => i.Status == IssueStatus.Registered)
            .Select(i => new { i.Id, i.Number, i.Heading, Opening = i.Text.Substring(0, 80) }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new WorkItem(Kind, null, IssueTitle.Of(r.Heading, r.Opening), r.Id, r.Id, r.Number));
    }
}
