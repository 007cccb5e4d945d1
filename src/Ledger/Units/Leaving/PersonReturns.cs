using Ledger.History;
using Ledger.Refusals;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Leaving;

/// <summary>The rule for somebody coming back onto the roster, or never having left it: he holds nothing until he is appointed anew.</summary>
public static class PersonReturns
{
    /// <param name="sameAddress">Who has taken over his address in the meantime.</param>
    /// <param name="unit">The unit he belonged to.</param>
    public static Outcome<PersonReturned> Decide(Person person, Person? sameAddress, Unit? unit, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (person.LeftOn is null)
        {
            return HasNotLeft(person.Name);
        }

        if (sameAddress is { LeftOn: null } other && other.Id != person.Id)
        {
            return AddressTaken(person.Email, other.Name);
        }

        return unit is { RemovedOn: not null } ? UnitNotOnTheRoster(unit.Name) : new PersonReturned(person.Name);
    }

    /// <summary>Carries it out on the row.</summary>
    public static void Apply(Person person) => person.LeftOn = null;
}
