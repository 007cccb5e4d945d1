using Ledger.Deadlines;
using Notifications.Proof;
using Notifications.Sending;

namespace Host.Api;

/// <summary>Which mails: the same questions on the page, in its export and in the API.</summary>
/// <param name="RelatesTo">What they are about, e.g. <c>issue/…</c>.</param>
/// <param name="Recipient">Part of an address or of a name.</param>
/// <param name="Kind">Which mail, e.g. <c>Overdue</c>.</param>
/// <param name="From">Written on this day or later, in Shanghai.</param>
/// <param name="Until">Written on this day or earlier.</param>
/// <param name="Signed">Only mails that ask for a signature: those that have it, or those that wait for it.</param>
public sealed record MailQuery(
    string? RelatesTo, MailState? State, string? Recipient, string? Kind, DateOnly? From, DateOnly? Until, bool? Signed)
{
    public bool Narrows => this != new MailQuery(null, null, null, null, null, null, null);

    /// <param name="addresses">Whose mails the asker may see; null means everybody's.</param>
    internal MailFilter Filter(IReadOnlyList<string>? addresses) =>
        new(Text(RelatesTo), State, Text(Recipient), Text(Kind), addresses)
        {
            From = From is { } from ? Shanghai.At(from, TimeOnly.MinValue) : null,
            Until = Until is { } until ? Shanghai.At(until.AddDays(1), TimeOnly.MinValue) : null,
            Signed = Signed,
        };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
