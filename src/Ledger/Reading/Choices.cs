using Ledger.History;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>A unit to choose from.</summary>
public sealed record UnitChoice(Guid Id, string Name);

/// <summary>A leader to choose from, with the office he holds.</summary>
public sealed record LeaderChoice(Guid Id, string Name, string Title);

/// <summary>A round to choose from.</summary>
public sealed record RoundChoice(Guid Id, string Title);

/// <summary>Who can be chosen: in a filter, the units that occur; in an assignment, the whole roster.</summary>
public static class Choices
{
    /// <summary>The units that lead or share an issue <paramref name="viewer"/> may see, by name.</summary>
    public static Task<List<UnitChoice>> UnitsSeenAsync(LedgerDb db, Actor viewer, CancellationToken cancellationToken)
    {
        var seen = db.Issues.VisibleTo(viewer);
        return Named(db.Units.Where(u => seen.Any(i => i.LeadUnitId == u.Id || i.ResponsibleUnits.Any(r => r.Id == u.Id))), cancellationToken);
    }

    /// <summary>The rounds with issues <paramref name="viewer"/> may see, the newest first.</summary>
    public static Task<List<RoundChoice>> RoundsSeenAsync(LedgerDb db, Actor viewer, CancellationToken cancellationToken)
    {
        var seen = db.Issues.VisibleTo(viewer);
        return db.Rounds.Where(r => seen.Any(i => i.RoundId == r.Id)).OrderByDescending(r => r.RegisteredAt).ThenBy(r => r.Id)
            .Select(r => new RoundChoice(r.Id, r.Title)).ToListAsync(cancellationToken);
    }

    /// <summary>Every unit on the roster, by name.</summary>
    public static Task<List<UnitChoice>> UnitsAsync(LedgerDb db, CancellationToken cancellationToken) => Named(db.Units.Where(u => u.RemovedOn == null), cancellationToken);

    /// <summary>The leaders of the city: those above the units, by name.</summary>
    public static Task<List<LeaderChoice>> LeadersAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.People.Where(p => p.UnitId == null && p.LeftOn == null).OrderBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new LeaderChoice(p.Id, p.Name, p.Title)).ToListAsync(cancellationToken);

    private static Task<List<UnitChoice>> Named(IQueryable<Unit> units, CancellationToken cancellationToken) =>
        units.OrderBy(u => u.Name).Select(u => new UnitChoice(u.Id, u.Name)).ToListAsync(cancellationToken);
}
