using Notifications.Proof;
using Notifications.Sending;

namespace Host.Api;

/// <summary>One mail in the list.</summary>
/// <param name="Kind">Which mail, e.g. <c>Overdue</c>.</param>
/// <param name="RelatesTo">What it is about, e.g. <c>issue/…</c>.</param>
/// <param name="Failure">Why the last try failed; null when none did.</param>
public sealed record MailItem(
    Guid Id,
    string Kind,
    string Subject,
    IReadOnlyList<MailReader> To,
    MailState State,
    string Rule,
    string? RelatesTo,
    string MessageId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    string? Failure)
{
    internal static MailItem Of(MailRow row) => new(
        row.Id, row.Kind, row.Subject, [.. row.People.Select(p => new MailReader(p.Name, p.Address, p.Role))],
        row.State, row.Rule, row.RelatesTo, row.MessageId, row.CreatedAt, row.SentAt, row.Failure);
}

/// <summary>Somebody a mail is for.</summary>
/// <param name="Role"><c>To</c> or <c>Cc</c>.</param>
public sealed record MailReader(string Name, string Address, string Role);
