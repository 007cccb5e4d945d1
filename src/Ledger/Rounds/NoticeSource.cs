namespace Ledger.Rounds;

/// <summary>The text a round was read from, kept whole: proof of what was imported, and the guard against importing it twice.</summary>
public sealed class NoticeSource
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file's bytes, lower-case hex; unique, so one file makes one round.</summary>
    public required string Sha256 { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>What the reader could not place, by line: listed, never dropped.</summary>
    public List<UnplacedText> Unplaced { get; } = [];
}

/// <summary>A piece of a source the reader could not place.</summary>
public sealed class UnplacedText
{
    public required Guid Id { get; init; }

    public required Guid SourceId { get; init; }

    /// <summary>Line in the source, from 1.</summary>
    public required int Line { get; init; }

    public required string Reason { get; init; }

    public required string Text { get; init; }
}
