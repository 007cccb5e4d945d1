using Ledger.Issues;

namespace Ledger.Notices;

/// <summary>
/// An invented cast for a notice: who leads, which units there are, who does what by when. The file says of itself that it is
/// invented; people and units are referred to by name.
/// </summary>
/// <param name="Invented">Always true: a file that does not say so is refused.</param>
/// <param name="InventedNote">The same in a sentence.</param>
public sealed record DemoRoster(
    bool Invented,
    BothLanguages InventedNote,
    DemoOffice Office,
    DemoLeadingGroup LeadingGroup,
    IReadOnlyList<DemoUnit> Units,
    IReadOnlyList<DemoAssignment> Issues);

/// <summary>A sentence in both languages of the product.</summary>
public sealed record BothLanguages(string Zh, string En);

/// <summary>Somebody invented; <paramref name="Email"/> ends in <c>.example</c>.</summary>
public sealed record DemoPerson(string Name, string Title, string Email);

/// <summary>The rectification office (整改办): a unit of its own, not a member of the leading group.</summary>
public sealed record DemoOffice(string Name, DemoPerson Head, IReadOnlyList<DemoPerson> Staff);

/// <summary>Head, first deputy and deputy heads; the deputy heads are the lead leaders.</summary>
public sealed record DemoLeadingGroup(DemoPerson Head, DemoPerson FirstDeputy, IReadOnlyList<DemoPerson> DeputyHeads);

/// <summary>A member unit with its principal and one or two liaisons.</summary>
public sealed record DemoUnit(string Name, DemoPerson Head, IReadOnlyList<DemoPerson> Liaisons);

/// <summary>Who answers for an issue: names of one or two leaders, of the lead unit, of up to four responsible units.</summary>
public sealed record DemoAssignment(
    int Number,
    string Category,
    IReadOnlyList<string> LeadLeaders,
    string LeadUnit,
    IReadOnlyList<string> ResponsibleUnits,
    IReadOnlyList<DemoTerm> Measures);

/// <summary>
/// A measure's term, in the order of the measures. <paramref name="DeadlineInDays"/> counts from the day of import, so that the demo
/// shows every light whenever it is opened; negative is overdue; null only for <see cref="DeadlineKind.LongTerm"/>.
/// </summary>
public sealed record DemoTerm(DeadlineKind Kind, int? DeadlineInDays);
