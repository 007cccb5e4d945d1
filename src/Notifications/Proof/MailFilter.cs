using Notifications.Sending;

namespace Notifications.Proof;

/// <summary>Which mails to show; what is null does not narrow.</summary>
/// <param name="RelatesTo">Exactly what the caller gave when the mail was written, e.g. <c>issue/12</c>.</param>
/// <param name="Recipient">Part of an address or of a name.</param>
/// <param name="Kind">Which mail, e.g. <c>Overdue</c>.</param>
/// <param name="Addresses">Only mails to one of these very addresses, without regard to case: what a reader may see, where that is
/// not everything. An empty list shows nothing.</param>
public sealed record MailFilter(
    string? RelatesTo = null, MailState? State = null, string? Recipient = null, string? Kind = null,
    IReadOnlyList<string>? Addresses = null)
{
    /// <summary>Written at this instant or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Written before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only mails that ask for a signature: true those that have it, false those that wait for it.</summary>
    public bool? Signed { get; init; }
}
