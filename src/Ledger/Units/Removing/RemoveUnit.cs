using Ledger.History;
using Ledger.Refusals;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Removing;

/// <summary>The rule for taking a unit off the roster: nobody may be left in it, and nothing open may hang on it.</summary>
public static class RemoveUnit
{
    /// <param name="people">How many people on the roster belong to it.</param>
    /// <param name="openIssues">How many open issues it leads or shares.</param>
    public static Outcome<UnitRemoved> Decide(Unit unit, int people, int openIssues, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (unit.RemovedOn is not null)
        {
            return UnitNotFound;
        }

        if (unit.IsOffice)
        {
            return TheOfficeStays;
        }

        if (openIssues > 0)
        {
            return UnitHasOpenIssues(openIssues);
        }

        return people > 0 ? UnitHasPeople(people) : new UnitRemoved(unit.Name);
    }

    /// <summary>Carries it out on the row.</summary>
    public static void Apply(Unit unit, DateOnly today) => unit.RemovedOn = today;
}
