using Notifications.Sending;

namespace Notifications.Proof;

/// <summary>One mail in a list.</summary>
/// <param name="Subject">As sent; while it is not sent, as it would read now.</param>
/// <param name="Failure">Name of the last failure, see <see cref="Transport.FailureKind"/> and <c>LeaseExpired</c>; null when there was none.</param>
/// <param name="FailureDetail">In the server's own words.</param>
public sealed record MailRow(
    Guid Id,
    string Key,
    string Kind,
    string Culture,
    string Subject,
    string Rule,
    string? RelatesTo,
    string MessageId,
    MailState State,
    DateTimeOffset CreatedAt,
    DateTimeOffset DueAt,
    DateTimeOffset NextAttemptAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? BuriedAt,
    int Attempts,
    string? Failure,
    string? FailureDetail,
    IReadOnlyList<MailRowPerson> People)
{
    /// <summary>Whether it asks its reader to sign.</summary>
    public bool AsksSignature { get; init; }

    /// <summary>When he did; null while he has not.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When its words, values and files were dropped as over their time; null while they are kept.</summary>
    public DateTimeOffset? ContentsDroppedAt { get; init; }
}

/// <summary>One addressee and what came of it.</summary>
/// <param name="Role"><c>To</c> or <c>Cc</c>.</param>
/// <param name="Reply">The server's words when it took or refused the mail.</param>
public sealed record MailRowPerson(
    short Position, string Role, string Address, string Name, RecipientResult Result, DateTimeOffset? SettledAt, string? Reply);

/// <summary>A page of mails, the newest first, and how many there are in all.</summary>
public sealed record MailPage(IReadOnlyList<MailRow> Items, long Total);

/// <summary>One mail with its words and its history.</summary>
/// <param name="AsSent">True when <paramref name="Words"/> are what was sent; false when they are what would be sent now.</param>
public sealed record MailDetails(
    MailRow Row,
    Templates.RenderedMail Words,
    bool AsSent,
    IReadOnlyList<MailPaper> Papers,
    IReadOnlyList<MailTry> Failures,
    IReadOnlyList<MailMendingRow> Mendings);

/// <param name="Sha256">Fingerprint of the content, lower-case hex; it stays when the content goes.</param>
/// <param name="Size">Bytes; null when the content is no longer kept.</param>
public sealed record MailPaper(string Name, string ContentType, string Sha256, long? Size);

/// <param name="Attempt">Tries used up by then.</param>
public sealed record MailTry(int Attempt, DateTimeOffset At, string Failure, string? Detail);

/// <summary>Somebody mended an address or had the mail sent again (then both addresses are null).</summary>
public sealed record MailMendingRow(DateTimeOffset At, string By, string? OldAddress, string? NewAddress);

/// <summary>Who was told what, when, why, and did it arrive: one row per mail and recipient.</summary>
/// <param name="Subject">As sent; null while it is not.</param>
/// <param name="At">When the server took or refused it for this recipient; null while it is open.</param>
public sealed record ProofRow(
    string Name, string Address, string Role, string Kind, string? Subject, string? RelatesTo, string Rule, DateTimeOffset CreatedAt,
    MailState State, RecipientResult Result, DateTimeOffset? At, string? Reply, string MessageId)
{
    /// <summary>Whether the mail asks its reader to sign.</summary>
    public bool AsksSignature { get; init; }

    /// <summary>When he signed; null while he has not.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>From which network address, or in which account's name.</summary>
    public string? SignedBy { get; init; }
}
