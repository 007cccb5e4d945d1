using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>Which people the roster's list shows.</summary>
public enum PeopleShown
{
    /// <summary>Everybody on the roster.</summary>
    Present,

    /// <summary>Leaders of the city: those above the units.</summary>
    Leaders,

    /// <summary>Heads of units.</summary>
    Heads,

    Liaisons,

    /// <summary>Those who have left.</summary>
    Left,
}

/// <summary>What the list of people is narrowed to.</summary>
/// <param name="Words">Part of a name, title, address or unit.</param>
/// <param name="Among">Only these people, or, with <paramref name="Without"/>, all but these; null means all.</param>
public sealed record PeopleFilter(
    PeopleShown Shown = PeopleShown.Present, Guid? UnitId = null, string? Words = null, IReadOnlyList<Guid>? Among = null, bool Without = false);

/// <summary>One line of the list of people.</summary>
public sealed record PersonLine(
    Guid Id, string Name, string Title, string Email, Guid? UnitId, string? Unit, bool IsHead, bool IsLiaison, DateOnly? LeftOn);

/// <summary>One line of the list of units.</summary>
public sealed record UnitLine(
    Guid Id, string Name, bool IsOffice, string? Head, IReadOnlyList<string> Liaisons, int People, int OpenIssues);

/// <summary>A page of lines and how many there are in all.</summary>
public sealed record RosterPage<T>(IReadOnlyList<T> Items, int Total);

/// <summary>The roster as lists, for the office: each page is two statements, however long the roster.</summary>
public static class RosterList
{
    /// <summary>Page <paramref name="page"/> (from 1) of the people, by unit and name.</summary>
    public static async Task<RosterPage<PersonLine>> PeopleAsync(
        LedgerDb db, PeopleFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        var found = Narrow(db, filter);
        var total = await found.CountAsync(cancellationToken);
        var lines = await (
                from person in found
                join unit in db.Units on person.UnitId equals unit.Id into units
                from unit in units.DefaultIfEmpty()
                orderby unit == null descending, unit!.Name, unit!.HeadId == person.Id descending, person.Name, person.Id
                select new PersonLine(
                    person.Id, person.Name, person.Title, person.Email, person.UnitId, unit!.Name,
                    unit != null && unit.HeadId == person.Id, db.Units.Any(u => u.Liaisons.Any(l => l.Id == person.Id)), person.LeftOn))
            .Skip((Math.Max(page, 1) - 1) * size).Take(size).ToListAsync(cancellationToken);
        return new RosterPage<PersonLine>(lines, total);
    }

    /// <summary>Page <paramref name="page"/> (from 1) of the units, the office first, then by name.</summary>
    public static async Task<RosterPage<UnitLine>> UnitsAsync(LedgerDb db, string? words, int page, int size, CancellationToken cancellationToken)
    {
        var found = db.Units.AsNoTracking().Where(u => u.RemovedOn == null);
        if (Like(words) is { } like)
        {
            found = found.Where(u => EF.Functions.ILike(u.Name, like, "\\"));
        }

        var total = await found.CountAsync(cancellationToken);
        var lines = await found.OrderByDescending(u => u.IsOffice).ThenBy(u => u.Name)
            .Skip((Math.Max(page, 1) - 1) * size).Take(size)
            .Select(u => new UnitLine(
                u.Id, u.Name, u.IsOffice, u.Head!.Name, u.Liaisons.OrderBy(l => l.Name).Select(l => l.Name).ToList(),
                db.People.Count(p => p.UnitId == u.Id && p.LeftOn == null),
                db.Issues.Count(i => i.LeadUnitId == u.Id && i.SignedOffAt == null)))
            .ToListAsync(cancellationToken);
        return new RosterPage<UnitLine>(lines, total);
    }

    /// <summary>Names of units that contain <paramref name="words"/>, the first few: what a field offers while one types.</summary>
    public static Task<List<string>> UnitNamesAsync(LedgerDb db, string? words, int most, CancellationToken cancellationToken)
    {
        var like = Like(words) ?? "%";
        return db.Units.Where(u => u.RemovedOn == null && EF.Functions.ILike(u.Name, like, "\\"))
            .OrderBy(u => u.Name).Select(u => u.Name).Take(most).ToListAsync(cancellationToken);
    }

    private static IQueryable<Person> Narrow(LedgerDb db, PeopleFilter filter)
    {
        var people = db.People.AsNoTracking().Where(p => filter.Shown == PeopleShown.Left ? p.LeftOn != null : p.LeftOn == null);
        people = filter.Shown switch
        {
            PeopleShown.Leaders => people.Where(p => p.UnitId == null),
            PeopleShown.Heads => people.Where(p => db.Units.Any(u => u.HeadId == p.Id)),
            PeopleShown.Liaisons => people.Where(p => db.Units.Any(u => u.Liaisons.Any(l => l.Id == p.Id))),
            _ => people,
        };
        if (filter.UnitId is { } unit)
        {
            people = people.Where(p => p.UnitId == unit);
        }

        if (filter.Among is { } among)
        {
            people = filter.Without ? people.Where(p => !among.Contains(p.Id)) : people.Where(p => among.Contains(p.Id));
        }

        return Like(filter.Words) is not { } like
            ? people
            : people.Where(p => EF.Functions.ILike(p.Name, like, "\\") || EF.Functions.ILike(p.Title, like, "\\") || EF.Functions.ILike(p.Email, like, "\\")
                || db.Units.Any(u => u.Id == p.UnitId && EF.Functions.ILike(u.Name, like, "\\")));
    }

    private static string? Like(string? words) => string.IsNullOrWhiteSpace(words)
        ? null
        : $"%{words.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
