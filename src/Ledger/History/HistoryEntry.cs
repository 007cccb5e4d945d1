namespace Ledger.History;

/// <summary>One line of the history: who did what, when, from what to what. Appended in the change's own transaction; the database refuses to alter or delete it.</summary>
public sealed class HistoryEntry
{
    /// <summary>Given by the database, ascending.</summary>
    public long Id { get; init; }

    public required Guid RoundId { get; init; }

    public Guid? IssueId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>What happened, typed; stored as JSON with its kind.</summary>
    public required HistoryEvent What { get; init; }
}
