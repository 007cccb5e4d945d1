using Ledger.Files;

namespace Ledger.SigningOff;

/// <summary>A check on site (实地检查) in the course of a sign-off: asked for, then recorded with date, people and findings.</summary>
public sealed class SiteCheck
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>What is to be looked at.</summary>
    public required string AskedFor { get; init; }

    public required string AskedBy { get; init; }

    public required string AskedByName { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The day it was held, in Asia/Shanghai; set with everything below once it is on record.</summary>
    public DateOnly? HeldOn { get; set; }

    /// <summary>Who was there.</summary>
    public string? People { get; set; }

    public string? Findings { get; set; }

    public string? RecordedByName { get; set; }

    public DateTimeOffset? RecordedAt { get; set; }

    public List<StoredFile> Photos { get; } = [];

    public bool IsOpen => RecordedAt is null;
}

/// <summary>A file (佐证材料) that shows a measure was carried out; without a round it is not handed in yet and may be taken back.</summary>
public sealed class Evidence
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    public required Guid MeasureId { get; init; }

    /// <summary>The request it was handed in with.</summary>
    public Guid? RoundId { get; set; }

    public required Guid FileId { get; init; }

    public StoredFile? File { get; init; }
}
