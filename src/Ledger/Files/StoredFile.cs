namespace Ledger.Files;

/// <summary>Content, stored once however often and under whatever name it is handed in. Its bytes lie in chunks beside it.</summary>
public sealed class FileContent
{
    /// <summary>SHA-256 of the bytes, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    public required FileKind Kind { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}

/// <summary>A file as somebody handed it in: a name for a content, belonging to a round and, where it does, to an issue.</summary>
public sealed class StoredFile
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Whoever may see the issue may read the file; without one, the office and the leaders.</summary>
    public Guid? IssueId { get; init; }

    public required string Sha256 { get; init; }

    public FileContent? Content { get; init; }

    /// <summary>As it was called, without path.</summary>
    public required string Name { get; init; }

    public required string UploadedBy { get; init; }

    public required string UploadedByName { get; init; }

    public required DateTimeOffset UploadedAt { get; init; }
}
