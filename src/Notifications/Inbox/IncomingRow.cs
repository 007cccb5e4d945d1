using MailKit;
using MimeKit;
using Notifications.Queueing;

namespace Notifications.Inbox;

/// <summary>One message that came in.</summary>
/// <param name="MailId">The mail of ours it speaks of or answers.</param>
/// <param name="Detail">For the office to read.</param>
public sealed record IncomingRow(
    Guid Id, string Folder, long UidValidity, long Uid, string? MessageId, string Sender, string Subject, DateTimeOffset ReceivedAt,
    DateTimeOffset ReadAt, IncomingKind Kind, IncomingOutcome Outcome, Guid? MailId = null, string? Detail = null)
{
    internal static IncomingRow Of(MimeMessage? message, string folder, uint validity, IMessageSummary summary, DateTimeOffset now) => new(
        Guid.CreateVersion7(now), folder, validity, summary.UniqueId.Id,
        message?.MessageId is { Length: > 0 and <= 998 } id ? id : null,
        PlainText.OneLine(message?.From.Mailboxes.FirstOrDefault()?.Address ?? "", 320),
        PlainText.OneLine(message?.Subject ?? "", 500),
        summary.InternalDate ?? now, now,
        message is null ? IncomingKind.Other : IncomingReading.KindOf(message),
        message is null ? IncomingOutcome.Unreadable : IncomingOutcome.Ignored);
}
