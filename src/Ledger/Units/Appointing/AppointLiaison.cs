using Ledger.History;
using Ledger.Refusals;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Appointing;

/// <summary>The rules for making somebody a liaison (联络员) of his unit and for relieving him; a unit may have several.</summary>
public static class AppointLiaison
{
    /// <summary>Whether <paramref name="person"/> may become liaison of <paramref name="unit"/>.</summary>
    public static Outcome<LiaisonAppointed> Decide(Unit unit, Person person, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (Membership.Refuse(unit, person) is { } refusal)
        {
            return refusal;
        }

        return unit.Liaisons.Exists(l => l.Id == person.Id) ? AlreadyLiaison(person.Name) : new LiaisonAppointed(unit.Name, person.Name);
    }

    /// <summary>Whether he may be relieved.</summary>
    /// <param name="openIssues">How many open issues the unit leads: its mails must reach somebody.</param>
    public static Outcome<LiaisonDismissed> DecideDismissal(Unit unit, Person person, int openIssues, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (!unit.Liaisons.Exists(l => l.Id == person.Id))
        {
            return NotALiaison(person.Name);
        }

        return openIssues > 0 && unit.Liaisons.Count == 1 ? LastLiaison(unit.Name) : new LiaisonDismissed(unit.Name, person.Name);
    }

    /// <summary>Carries an appointment out.</summary>
    public static void Apply(Unit unit, Person person) => unit.Liaisons.Add(person);

    /// <summary>Carries a dismissal out.</summary>
    public static void ApplyDismissal(Unit unit, Person person) => unit.Liaisons.RemoveAll(l => l.Id == person.Id);
}
