namespace Ledger.Units;

/// <summary>A unit (单位) on the roster: it leads issues, shares in them, and is reached through its liaisons.</summary>
public sealed class Unit
{
    public required Guid Id { get; init; }

    /// <summary>Full name, unique on the roster.</summary>
    public required string Name { get; set; }

    /// <summary>The unit's principal (主要负责人), who signs for it.</summary>
    public Guid? HeadId { get; set; }

    public Person? Head { get; set; }

    /// <summary>The rectification office (整改办) itself: at most one unit is it.</summary>
    public bool IsOffice { get; init; }

    /// <summary>Who hears from the office on the unit's behalf (联络员).</summary>
    public List<Person> Liaisons { get; } = [];
}
