namespace Ledger.Notes;

/// <summary>Something somebody wrote about an issue by answering a mail (来信), kept with it as it was written.</summary>
public sealed class IssueNote
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>Which message it was, for ever: the same message is one note however often it is read.</summary>
    public required string Key { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>As he was called then.</summary>
    public required string PersonName { get; init; }

    public required DateTimeOffset WrittenAt { get; init; }

    public required string Text { get; init; }
}
