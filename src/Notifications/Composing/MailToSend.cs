namespace Notifications.Composing;

/// <summary>One mail as a worker holds it: the row, its people and its papers.</summary>
/// <param name="TakenAt">Time stamp of the worker when it took the mail: a clock that is set does not change it.</param>
internal sealed record MailToSend(
    Guid Id,
    string Kind,
    string Culture,
    string Values,
    string? Thread,
    string? Scope,
    string MessageId,
    int Attempts,
    long TakenAt,
    IReadOnlyList<Recipient> Recipients,
    IReadOnlyList<Paper> Papers)
{
    /// <summary>Whether it can wait for a decent hour.</summary>
    public bool Deferrable { get; init; }

    public ReceiptToAsk? Receipt { get; init; }

    /// <summary>Whether files have to be fetched when it is made.</summary>
    public bool HasLargePapers => Papers.Any(paper => paper.Content is null);

    /// <summary>Who still has to get it: on a repeat those who already have it are left in peace.</summary>
    public IEnumerable<Recipient> Pending => Recipients.Where(one => one.Pending);
}

/// <summary>The receipt a mail asks for.</summary>
internal sealed record ReceiptToAsk(Guid Id, DateTimeOffset ExpiresAt);

internal sealed record Recipient(short Position, string Role, string Address, string Name, bool Pending);

/// <param name="Content">Null while it is too large to be held for every mail of a batch: fetched when the mail is made.</param>
internal sealed record Paper(string Name, string ContentType, byte[]? Content);
