using Ledger.History;
using Ledger.Refusals;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Keeping;

/// <summary>What the office writes down of a person.</summary>
/// <param name="Unit">Full name of his unit; null or blank for a leader of the city, who stands above the units.</param>
public sealed record PersonDetails(string Name, string Title, string Email, string Culture, string? Unit)
{
    /// <summary>As it will be stored.</summary>
    public PersonDetails Tidied() => new(
        RosterText.Tidy(Name), RosterText.Tidy(Title), RosterText.Tidy(Email), Culture, RosterText.Tidy(Unit) is { Length: > 0 } unit ? unit : null);
}

/// <summary>The part of the roster the rule looks at.</summary>
/// <param name="SameAddress">Who on the roster has the wanted address.</param>
/// <param name="Unit">The unit of the wanted name, if there is one.</param>
/// <param name="Serves">The units he is head or liaison of now.</param>
public sealed record PersonSurroundings(Person? SameAddress, Unit? Unit, IReadOnlyList<Unit> Serves);

/// <summary>The rule for adding a person to the roster and for changing one.</summary>
public static class KeepPerson
{
    private const int LongestName = 60;

    private const int LongestTitle = 100;

    /// <param name="person">The person to change; null adds one.</param>
    /// <param name="before">Name of the unit he belongs to now.</param>
    /// <param name="wanted">Tidied.</param>
    public static Outcome<RosterEvent> Decide(Person? person, string? before, PersonDetails wanted, PersonSurroundings around, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (person?.LeftOn is not null)
        {
            return HasLeft(person.Name);
        }

        if ((RefuseWords(wanted) ?? RefusePlace(person, wanted, around)) is { } refusal)
        {
            return refusal;
        }

        var to = new PersonFacts(wanted.Name, wanted.Title, wanted.Email, wanted.Culture, around.Unit?.Name);
        return person is null
            ? new PersonAdded(to)
            : new PersonChanged(new PersonFacts(person.Name, person.Title, person.Email, person.Culture, before), to);
    }

    /// <summary>Carries an allowed change out on the row.</summary>
    public static void Apply(Person person, PersonDetails wanted, PersonSurroundings around)
    {
        (person.Name, person.Title, person.Email, person.Culture) = (wanted.Name, wanted.Title, wanted.Email, wanted.Culture);
        person.UnitId = around.Unit?.Id;
    }

    private static Refusal? RefuseWords(PersonDetails wanted)
    {
        if (wanted.Name.Length == 0)
        {
            return PersonNameMissing;
        }

        if (wanted.Title.Length == 0)
        {
            return TitleMissing;
        }

        if (wanted.Name.Length > LongestName || wanted.Title.Length > LongestTitle)
        {
            return TextTooLong(wanted.Name.Length > LongestName ? LongestName : LongestTitle);
        }

        if (!RosterText.IsAddress(wanted.Email))
        {
            return AddressUnusable(wanted.Email);
        }

        return wanted.Culture is "zh-CN" or "en" ? null : LanguageUnknown;
    }

    private static Refusal? RefusePlace(Person? person, PersonDetails wanted, PersonSurroundings around)
    {
        if (around.SameAddress is { LeftOn: null } other && other.Id != person?.Id)
        {
            return AddressTaken(wanted.Email, other.Name);
        }

        if (wanted.Unit is not null && around.Unit is not { RemovedOn: null })
        {
            return UnitNotOnTheRoster(wanted.Unit);
        }

        return person is not null && around.Serves.FirstOrDefault(u => u.Id != around.Unit?.Id) is { } left
            ? StillServesHisUnit(person.Name, left.Name)
            : null;
    }
}
