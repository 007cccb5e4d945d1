namespace Ledger.Units.History;

/// <summary>
/// One line of the roster's history: who changed what of a unit, a person or his account, and when. Appended in the change's own
/// transaction; the database refuses to alter or delete it. It stands apart from the issues' history because the roster
/// belongs to no round.
/// </summary>
public sealed class RosterEntry
{
    /// <summary>Given by the database, ascending.</summary>
    public long Id { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The unit it is about, if any.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>The person it is about, if any.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>What happened, typed; stored as JSON with its kind.</summary>
    public required RosterEvent What { get; init; }
}
