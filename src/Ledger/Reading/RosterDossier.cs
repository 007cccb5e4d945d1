using Ledger.Issues;
using Ledger.Storage;
using Ledger.Units;
using Ledger.Units.History;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>An open issue somebody or some unit leads, to be named and linked.</summary>
public sealed record LedIssue(Guid Id, int Number, string Title);

/// <summary>Everything the roster shows of one person.</summary>
/// <param name="Colleagues">Who could take over from him: the others of his unit, or the other leaders.</param>
public sealed record PersonDossier(
    Person Person,
    Unit? Unit,
    bool IsHead,
    IReadOnlyList<string> LiaisonOf,
    IReadOnlyList<LedIssue> Led,
    IReadOnlyList<Person> Colleagues,
    IReadOnlyList<RosterEntry> History)
{
    private const int MostHistory = 100;

    public static async Task<PersonDossier?> FindAsync(LedgerDb db, Guid id, CancellationToken cancellationToken)
    {
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } person)
        {
            return null;
        }

        var unit = person.UnitId is { } unitId ? await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Id == unitId, cancellationToken) : null;
        return new PersonDossier(
            person,
            unit,
            unit?.HeadId == id,
            await db.Units.Where(u => u.Liaisons.Any(l => l.Id == id)).OrderBy(u => u.Name).Select(u => u.Name).ToListAsync(cancellationToken),
            await LedByAsync(db, db.Issues.Where(i => i.LeadLeaders.Any(l => l.PersonId == id)), cancellationToken),
            await db.People.AsNoTracking().Where(p => p.UnitId == person.UnitId && p.Id != id && p.LeftOn == null)
                .OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancellationToken),
            await db.RosterHistory.AsNoTracking().Where(e => e.PersonId == id)
                .OrderByDescending(e => e.Id).Take(MostHistory).ToListAsync(cancellationToken));
    }

    /// <summary>Those of <paramref name="issues"/> that are open, by number.</summary>
    internal static async Task<IReadOnlyList<LedIssue>> LedByAsync(LedgerDb db, IQueryable<Issue> issues, CancellationToken cancellationToken)
    {
        var rows = await issues.Where(i => i.SignedOffAt == null).OrderBy(i => i.Number).ThenBy(i => i.Id)
            .Select(i => new { i.Id, i.Number, i.Heading, Opening = i.Text.Substring(0, 80) }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new LedIssue(r.Id, r.Number, IssueTitle.Of(r.Heading, r.Opening)));
    }
}

/// <summary>Everything the roster shows of one unit.</summary>
/// <param name="People">Its people on the roster, the head and the liaisons first.</param>
public sealed record UnitDossier(Unit Unit, IReadOnlyList<Person> People, IReadOnlyList<LedIssue> Led, IReadOnlyList<RosterEntry> History)
{
    private const int MostHistory = 100;

    public static async Task<UnitDossier?> FindAsync(LedgerDb db, Guid id, CancellationToken cancellationToken)
    {
        var unit = await db.Units.AsNoTracking().Include(u => u.Head).Include(u => u.Liaisons.OrderBy(l => l.Name))
            .SingleOrDefaultAsync(u => u.Id == id, cancellationToken);
        if (unit is null)
        {
            return null;
        }

        var people = await db.People.AsNoTracking().Where(p => p.UnitId == id && p.LeftOn == null)
            .OrderBy(p => p.Name).ThenBy(p => p.Id).ToListAsync(cancellationToken);
        return new UnitDossier(
            unit,
            [.. people.OrderByDescending(p => p.Id == unit.HeadId).ThenByDescending(p => unit.Liaisons.Exists(l => l.Id == p.Id))],
            await PersonDossier.LedByAsync(db, db.Issues.Where(i => i.LeadUnitId == id), cancellationToken),
            await db.RosterHistory.AsNoTracking().Where(e => e.UnitId == id)
                .OrderByDescending(e => e.Id).Take(MostHistory).ToListAsync(cancellationToken));
    }
}
