using Ledger.Notes;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>What people wrote about an issue by answering its mails.</summary>
public static class IssueNotes
{
    /// <summary>The newest notes of an issue; who may see the issue may see them.</summary>
    public static async Task<IReadOnlyList<IssueNote>> OfAsync(LedgerDb db, Guid issueId, CancellationToken cancellationToken) =>
        await db.Notes.AsNoTracking().Include(n => n.Files.OrderBy(f => f.UploadedAt).ThenBy(f => f.Name)).ThenInclude(f => f.Content).Where(n => n.IssueId == issueId)
            .OrderByDescending(n => n.WrittenAt).ThenByDescending(n => n.Id).Take(50).ToListAsync(cancellationToken);
}
