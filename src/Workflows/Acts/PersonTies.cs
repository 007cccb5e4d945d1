using Ledger.Storage;
using Ledger.Units;
using Ledger.Units.Leaving;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Acts;

/// <summary>Reads what hangs on a person, locked where it will be changed.</summary>
internal static class PersonTies
{
    public static async Task<Ties> ReadAsync(LedgerDb db, Guid personId, CancellationToken cancellationToken)
    {
        // Issues first and in one order, as every act on an issue does, so that nobody waits crosswise.
        await db.Database.ExecuteSqlAsync(
            $"select 1 from ledger.issue i where signed_off_at is null and exists (select 1 from ledger.issue_lead_leader l where l.issue_id = i.id and l.person_id = {personId}) order by id for no key update",
            cancellationToken);
        var led = await db.Issues.Include(i => i.LeadLeaders.OrderBy(l => l.Ordinal))
            .Where(i => i.SignedOffAt == null && i.LeadLeaders.Any(l => l.PersonId == personId))
            .OrderBy(i => i.Number).ToListAsync(cancellationToken);
        var units = await db.Units.Include(u => u.Head).Include(u => u.Liaisons)
            .Where(u => u.HeadId == personId || u.Liaisons.Any(l => l.Id == personId)).OrderBy(u => u.Name).ToListAsync(cancellationToken);
        var ids = units.ConvertAll(u => u.Id);
        var open = await db.Issues.Where(i => i.SignedOffAt == null && i.LeadUnitId != null && ids.Contains(i.LeadUnitId.Value))
            .GroupBy(i => i.LeadUnitId!.Value).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        var seats = await db.Rounds.Where(r => db.Issues.Any(i => i.RoundId == r.Id && i.SignedOffAt == null))
            .SelectMany(r => r.LeadingGroup).Where(m => m.PersonId == personId).ToListAsync(cancellationToken);
        return new Ties([.. Counted(units.Where(u => u.HeadId == personId))], [.. Counted(units.Where(u => u.Liaisons.Exists(l => l.Id == personId)))], led, seats);

        IEnumerable<(Unit, int)> Counted(IEnumerable<Unit> some) => some.Select(u => (u, open.GetValueOrDefault(u.Id)));
    }
}
