using Ledger.Assigning;
using Ledger.Notices;
using Ledger.Rounds;
using Ledger.Units;

namespace Ledger.Importing;

/// <summary>An invented cast as rows: people, units, seats in the leading group, and who gets which issue by when.</summary>
/// <param name="Assignments">By issue number.</param>
public sealed record CastRows(
    IReadOnlyList<Person> People,
    IReadOnlyList<Unit> Units,
    IReadOnlyList<LeadingGroupMember> Seats,
    IReadOnlyDictionary<int, CastAssignment> Assignments);

/// <summary>What the office decides for one issue, and the category it files it under.</summary>
public sealed record CastAssignment(string Category, Assignment Assignment);

/// <summary>Turns a <see cref="DemoRoster"/> that fits its notice into rows: pure, nothing is stored here.</summary>
public static class CastRoster
{
    /// <param name="today">The day deadlines count from, in Asia/Shanghai.</param>
    public static CastRows Build(DemoRoster roster, Guid roundId, DateOnly today, DateTimeOffset now)
    {
        var deputies = roster.LeadingGroup.DeputyHeads.Select(person => Person(person, null, now)).ToList();
        var office = Unit(new DemoUnit(roster.Office.Name, roster.Office.Head, roster.Office.Staff), isOffice: true, now);
        var members = roster.Units.Select(unit => Unit(unit, isOffice: false, now)).ToList();
        var leaders = deputies.ToDictionary(person => person.Name, person => person.Id, StringComparer.Ordinal);
        var units = members.Append(office).ToDictionary(unit => unit.Name, unit => unit.Id, StringComparer.Ordinal);
        List<Unit> all = [office, .. members];
        return new CastRows(
            [.. deputies, .. all.SelectMany(unit => unit.Liaisons.Prepend(unit.Head!))],
            all,
            [.. Seats(deputies, members, roundId, now)],
            roster.Issues.ToDictionary(issue => issue.Number, issue => Assign(issue, leaders, units, today)));
    }

    private static CastAssignment Assign(
        DemoAssignment said, Dictionary<string, Guid> leaders, Dictionary<string, Guid> units, DateOnly today) =>
        new(said.Category, new Assignment(
            units[said.LeadUnit],
            [.. said.LeadLeaders.Select(name => leaders[name])],
            [.. said.ResponsibleUnits.Select(name => units[name])],
            [.. said.Measures.Select((term, at) => new MeasureTerm(at + 1, term.Kind, Day(term, today)))]));

    private static DateOnly? Day(DemoTerm term, DateOnly today) =>
        term.DeadlineInDays is { } days ? today.AddDays(days) : null;

    private static IEnumerable<LeadingGroupMember> Seats(List<Person> deputies, List<Unit> members, Guid roundId, DateTimeOffset now)
    {
        var deputySeats = deputies.Select((person, at) => Seat(LeadingGroupRole.DeputyHead, person, null, at + 1));
        return deputySeats.Concat(members.Select((unit, at) => Seat(LeadingGroupRole.Member, unit.Head!, unit.Id, at + 1)));

        LeadingGroupMember Seat(LeadingGroupRole role, Person person, Guid? unit, int ordinal) => new()
        {
            Id = Guid.CreateVersion7(now),
            RoundId = roundId,
            Role = role,
            Name = person.Name,
            Title = person.Title,
            PersonId = person.Id,
            UnitId = unit,
            Ordinal = ordinal,
        };
    }

    private static Unit Unit(DemoUnit said, bool isOffice, DateTimeOffset now)
    {
        var unit = new Unit { Id = Guid.CreateVersion7(now), Name = said.Name, IsOffice = isOffice };
        unit.Head = Person(said.Head, unit.Id, now);
        unit.Liaisons.AddRange(said.Liaisons.Select(person => Person(person, unit.Id, now)));
        return unit;
    }

    private static Person Person(DemoPerson said, Guid? unitId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        Name = said.Name,
        Title = said.Title,
        Email = said.Email,
        UnitId = unitId,
    };
}
