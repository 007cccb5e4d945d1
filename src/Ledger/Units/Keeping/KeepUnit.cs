using Ledger.History;
using Ledger.Refusals;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Keeping;

/// <summary>The rule for adding a unit to the roster and for changing one.</summary>
public static class KeepUnit
{
    private const int LongestName = 100;

    /// <param name="unit">The unit to change; null adds one.</param>
    /// <param name="others">The units on the roster that might stand in the way: those of the same name, and the office.</param>
    public static Outcome<RosterEvent> Decide(Unit? unit, UnitFacts wanted, IReadOnlyCollection<Unit> others, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (unit?.RemovedOn is not null)
        {
            return UnitNotFound;
        }

        if (Refuse(wanted, [.. others.Where(o => o.Id != unit?.Id && o.RemovedOn is null)]) is { } refusal)
        {
            return refusal;
        }

        return unit is null ? new UnitAdded(wanted) : new UnitChanged(new UnitFacts(unit.Name, unit.IsOffice), wanted);
    }

    /// <summary>Carries an allowed change out on the row.</summary>
    public static void Apply(Unit unit, UnitFacts wanted) => (unit.Name, unit.IsOffice) = (wanted.Name, wanted.IsOffice);

    private static Refusal? Refuse(UnitFacts wanted, List<Unit> others)
    {
        if (wanted.Name.Length == 0)
        {
            return UnitNameMissing;
        }

        if (wanted.Name.Length > LongestName)
        {
            return TextTooLong(LongestName);
        }

        if (others.Exists(o => string.Equals(o.Name, wanted.Name, StringComparison.Ordinal)))
        {
            return UnitNameTaken(wanted.Name);
        }

        return wanted.IsOffice && others.Find(o => o.IsOffice) is { } office ? AnotherUnitIsTheOffice(office.Name) : null;
    }
}
