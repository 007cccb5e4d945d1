using Ledger.Refusals;

namespace Ledger.Units.Appointing;

/// <summary>Whoever speaks for a unit belongs to it: his rights come from his unit, so anything else would let him act for the wrong one.</summary>
internal static class Membership
{
    public static Refusal? Refuse(Unit unit, Person person)
    {
        if (unit.RemovedOn is not null)
        {
            return RosterRefusals.UnitNotFound;
        }

        if (person.LeftOn is not null)
        {
            return RosterRefusals.HasLeft(person.Name);
        }

        return person.UnitId == unit.Id ? null : RosterRefusals.BelongsToTheUnit(person.Name, unit.Name);
    }
}
