using Ledger.History;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>The mail addresses of a unit's people: its own, its head and its liaisons.</summary>
public static class UnitAddresses
{
    /// <summary>The addresses whose mails <paramref name="viewer"/> may read; null means everybody's.</summary>
    public static async Task<IReadOnlyList<string>?> SeenByAsync(LedgerDb db, Actor viewer, CancellationToken cancellationToken)
    {
        if (viewer.Role != Role.Liaison)
        {
            return null;
        }

        return viewer.UnitId is not { } unit
            ? []
            : await db.People.Where(p => p.UnitId == unit || db.Units.Any(u => u.Id == unit && (u.HeadId == p.Id || u.Liaisons.Any(l => l.Id == p.Id))))
                .Select(p => p.Email).ToListAsync(cancellationToken);
    }
}
