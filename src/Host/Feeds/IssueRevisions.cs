using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Host.Feeds;

/// <summary>
/// How often something has happened to an issue. A due day never changes without an entry in the history, so that the number
/// serves as the SEQUENCE of the issue's dates: a calendar program keeps the higher one.
/// </summary>
internal static class IssueRevisions
{
    public static Task<Dictionary<Guid, int>> OfAsync(LedgerDb db, IEnumerable<Guid> issues, CancellationToken cancellationToken)
    {
        var ids = issues.Distinct().ToArray();
        return db.History.Where(h => h.IssueId != null && ids.Contains(h.IssueId.Value)).GroupBy(h => h.IssueId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
    }
}
