using Notifications.Proof;
using Notifications.Sending;

namespace Host.Api;

/// <summary>One mail in the list.</summary>
/// <param name="Kind">Which mail, e.g. <c>Overdue</c>.</param>
/// <param name="RelatesTo">What it is about, e.g. <c>issue/…</c>.</param>
/// <param name="Failure">Why the last try failed; null when none did.</param>
/// <param name="SignedAt">When its reader signed for it; null when he has not, or was not asked to.</param>
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
    string? Failure,
    DateTimeOffset? SignedAt)
{
    internal static MailItem Of(MailRow row) => new(
        row.Id, row.Kind, row.Subject, [.. row.People.Select(p => new MailReader(p.Name, p.Address, p.Role, p.Result, p.SettledAt, p.Reply))],
        row.State, row.Rule, row.RelatesTo, row.MessageId, row.CreatedAt, row.SentAt, row.Failure, row.SignedAt);
}

/// <summary>Somebody a mail is for.</summary>
/// <param name="Role"><c>To</c> or <c>Cc</c>.</param>
/// <param name="Result">What came of it for him.</param>
/// <param name="SettledAt">When the server took or refused it, or when it came back.</param>
/// <param name="Reply">In the server's words.</param>
public sealed record MailReader(
    string Name, string Address, string Role, RecipientResult Result, DateTimeOffset? SettledAt, string? Reply);
