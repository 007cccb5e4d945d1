using System.Globalization;
using Ledger.Issues;

namespace Ledger.Notices;

/// <summary>Holds a roster against itself and against the notice it was made for.</summary>
public static class RosterCheck
{
    private const string InventedDomain = ".example";
    private const int MostLeaders = 2;
    private const int MostResponsibleUnits = 4;
    private const int MostLiaisons = 2;

    /// <summary>Every flaw, in the order of the file; empty when the roster fits.</summary>
    public static IReadOnlyList<RosterFlaw> Against(DemoRoster roster, RectificationNotice notice)
    {
        ArgumentNullException.ThrowIfNull(roster);
        ArgumentNullException.ThrowIfNull(notice);
        return
        [
            .. Group(roster, notice),
            .. Names(roster),
            .. People(roster),
            .. roster.Issues.SelectMany((issue, at) => Assignment(roster, notice, issue, $"$.issues[{at}]")),
            .. Coverage(roster, notice),
        ];
    }

    private static IEnumerable<RosterFlaw> Group(DemoRoster roster, RectificationNotice notice)
    {
        var deputies = roster.LeadingGroup.DeputyHeads.Count;
        if (notice.LeadingGroup?.DeputyHeads is { } printedDeputies && printedDeputies != deputies)
        {
            yield return new RosterFlaw("$.leadingGroup.deputyHeads", RosterFlawReason.DeputyHeadCount, Number(deputies));
        }

        if (notice.LeadingGroup?.MemberUnits is { } printedMembers && printedMembers != roster.Units.Count)
        {
            yield return new RosterFlaw("$.units", RosterFlawReason.MemberUnitCount, Number(roster.Units.Count));
        }

        for (var at = 0; at < roster.Units.Count; at++)
        {
            if (roster.Units[at].Liaisons.Count is (< 1 or > MostLiaisons) and var liaisons)
            {
                yield return new RosterFlaw($"$.units[{at}].liaisons", RosterFlawReason.LiaisonCount, Number(liaisons));
            }
        }
    }

    // Assignments refer by name: leaders and units each need one of their own.
    private static IEnumerable<RosterFlaw> Names(DemoRoster roster) =>
        Twice(roster.Units.Select(unit => unit.Name).Append(roster.Office.Name), "$.units")
            .Concat(Twice(roster.LeadingGroup.DeputyHeads.Select(leader => leader.Name), "$.leadingGroup.deputyHeads"))
            .Select(twice => new RosterFlaw(twice.Place, RosterFlawReason.NameTwice, twice.Value));

    private static IEnumerable<RosterFlaw> People(DemoRoster roster)
    {
        var people = Everybody(roster).ToList();
        foreach (var (place, person) in people.Where(one => !one.Person.Email.EndsWith(InventedDomain, StringComparison.OrdinalIgnoreCase)))
        {
            yield return new RosterFlaw(place, RosterFlawReason.AddressNotInvented, person.Email);
        }

        foreach (var same in people.GroupBy(one => one.Person.Email, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            yield return new RosterFlaw(same.Last().Place, RosterFlawReason.AddressTwice, same.Key);
        }
    }

    private static IEnumerable<RosterFlaw> Assignment(DemoRoster roster, RectificationNotice notice, DemoAssignment issue, string place)
    {
        var printed = notice.Issues.FirstOrDefault(one => one.Number == issue.Number);
        if (printed is null)
        {
            yield return new RosterFlaw(place + ".number", RosterFlawReason.IssueUnknown, Number(issue.Number));
        }
        else if (printed.Measures.Count != issue.Measures.Count)
        {
            yield return new RosterFlaw(
                place + ".measures", RosterFlawReason.MeasureCount, $"{Number(issue.Measures.Count)} ≠ {Number(printed.Measures.Count)}");
        }

        foreach (var flaw in Leaders(roster, issue, place).Concat(Units(roster, issue, place)).Concat(Terms(issue, place)))
        {
            yield return flaw;
        }
    }

    private static IEnumerable<RosterFlaw> Leaders(DemoRoster roster, DemoAssignment issue, string place)
    {
        if (issue.LeadLeaders.Distinct(StringComparer.Ordinal).Count() != issue.LeadLeaders.Count || issue.LeadLeaders.Count is < 1 or > MostLeaders)
        {
            yield return new RosterFlaw(place + ".leadLeaders", RosterFlawReason.LeaderCount, string.Join('、', issue.LeadLeaders));
        }

        foreach (var name in issue.LeadLeaders.Where(name => roster.LeadingGroup.DeputyHeads.All(leader => leader.Name != name)))
        {
            yield return new RosterFlaw(place + ".leadLeaders", RosterFlawReason.LeaderUnknown, name);
        }
    }

    private static IEnumerable<RosterFlaw> Units(DemoRoster roster, DemoAssignment issue, string place)
    {
        if (issue.ResponsibleUnits.Count > MostResponsibleUnits)
        {
            yield return new RosterFlaw(place + ".responsibleUnits", RosterFlawReason.UnitCount, Number(issue.ResponsibleUnits.Count));
        }

        List<string> named = [issue.LeadUnit, .. issue.ResponsibleUnits];
        foreach (var name in named.Where(name => roster.Units.All(unit => unit.Name != name)))
        {
            yield return new RosterFlaw(place + (name == issue.LeadUnit ? ".leadUnit" : ".responsibleUnits"), RosterFlawReason.UnitUnknown, name);
        }

        foreach (var (_, name) in Twice(named, place))
        {
            yield return new RosterFlaw(place + ".responsibleUnits", RosterFlawReason.UnitTwiceOnIssue, name);
        }
    }

    private static IEnumerable<RosterFlaw> Terms(DemoAssignment issue, string place) =>
        issue.Measures
            .Select((term, at) => (Term: term, At: at))
            .Where(one => one.Term is { DeadlineInDays: null, Kind: not DeadlineKind.LongTerm })
            .Select(one => new RosterFlaw($"{place}.measures[{one.At}].deadlineInDays", RosterFlawReason.DeadlineMissing, Number(one.At + 1)));

    private static IEnumerable<RosterFlaw> Coverage(DemoRoster roster, RectificationNotice notice)
    {
        var given = roster.Issues.CountBy(issue => issue.Number).ToDictionary();
        foreach (var number in notice.Issues.Select(issue => issue.Number).Where(number => !given.ContainsKey(number)))
        {
            yield return new RosterFlaw("$.issues", RosterFlawReason.IssueMissing, Number(number));
        }

        foreach (var (number, _) in given.Where(one => one.Value > 1))
        {
            yield return new RosterFlaw("$.issues", RosterFlawReason.IssueTwice, Number(number));
        }
    }

    private static IEnumerable<(string Place, DemoPerson Person)> Everybody(DemoRoster roster) =>
    [
        ("$.office.head", roster.Office.Head),
        .. roster.Office.Staff.Select((person, at) => ($"$.office.staff[{at}]", person)),
        ("$.leadingGroup.head", roster.LeadingGroup.Head),
        ("$.leadingGroup.firstDeputy", roster.LeadingGroup.FirstDeputy),
        .. roster.LeadingGroup.DeputyHeads.Select((person, at) => ($"$.leadingGroup.deputyHeads[{at}]", person)),
        .. roster.Units.Select((unit, at) => ($"$.units[{at}].head", unit.Head)),
        .. roster.Units.SelectMany((unit, at) => unit.Liaisons.Select((person, place) => ($"$.units[{at}].liaisons[{place}]", person))),
    ];

    private static IEnumerable<(string Place, string Value)> Twice(IEnumerable<string> values, string place) =>
        values.CountBy(value => value, StringComparer.Ordinal).Where(one => one.Value > 1).Select(one => (place, one.Key));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
