using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>For a unit's people: issues their unit leads and nobody has signed for yet. The office may sign in their place, but it is not its work.</summary>
public sealed class IssuesToSignFor : IWorkSource
{
    public const string Kind = "issue-to-sign-for";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        if (actor is not { Role: Role.Liaison, UnitId: { } unit })
        {
            return [];
        }

        var rows = await db.Issues.AsNoTracking().Open()
            .Where(i => i.LeadUnitId == unit && i.AcceptedAt == null)
            .Select(i => new { i.Id, i.Number, i.Heading, Opening = i.Text.Substring(0, 80) }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new WorkItem(Kind, null, IssueTitle.Of(r.Heading, r.Opening), r.Id, r.Id, r.Number));
    }
}
