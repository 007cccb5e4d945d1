using Ledger.History;
using Ledger.Refusals;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Appointing;

/// <summary>The rule for making somebody head of his unit (主要负责人), or leaving the post vacant.</summary>
public static class AppointHead
{
    /// <param name="unit">With its present head.</param>
    /// <param name="person">Null leaves the post vacant.</param>
    /// <param name="openIssues">How many open issues the unit leads: somebody must sign for them.</param>
    public static Outcome<HeadAppointed> Decide(Unit unit, Person? person, int openIssues, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (person is null)
        {
            return openIssues > 0 ? HeadNeedsASuccessor(unit.Name) : new HeadAppointed(unit.Name, null, unit.Head?.Name);
        }

        return Membership.Refuse(unit, person) is { } refusal ? refusal : new HeadAppointed(unit.Name, person.Name, unit.Head?.Name);
    }

    /// <summary>Carries it out on the row.</summary>
    public static void Apply(Unit unit, Person? person) => (unit.HeadId, unit.Head) = (person?.Id, person);
}
