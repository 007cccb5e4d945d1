namespace Ledger.Units;

/// <summary>A unit (单位) on the roster: it leads issues, shares in them, and is reached through its liaisons.</summary>
public sealed class Unit
{
    public required Guid Id { get; init; }

    /// <summary>Full name, unique among the units that have not been removed.</summary>
    public required string Name { get; set; }

    /// <summary>The unit's principal (主要负责人), who signs for it.</summary>
    public Guid? HeadId { get; set; }

    public Person? Head { get; set; }

    /// <summary>The rectification office (整改办) itself: at most one unit is it.</summary>
    public bool IsOffice { get; set; }

    /// <summary>Who hears from the office on the unit's behalf (联络员).</summary>
    public List<Person> Liaisons { get; } = [];

    /// <summary>The day it was removed from the roster. The row stays, because issues signed off keep its name.</summary>
    public DateOnly? RemovedOn { get; set; }
}
