using MimeKit;

namespace Notifications.Inbox;

/// <summary>What a message is, judged by its own headers and parts. Pure.</summary>
internal static class IncomingReading
{
    private static readonly string[] Machines = ["bulk", "auto_reply", "junk", "list"];

    public static IncomingKind KindOf(MimeMessage message)
    {
        if (DeliveryNotice.Of(message) is { } notice)
            return notice.Failures.Count > 0 ? IncomingKind.Bounce : notice.Delayed ? IncomingKind.Delay : IncomingKind.AutoReply;
        if (IsFromAMachine(message.Headers))
            return IncomingKind.AutoReply;
        return Answered(message).Any() ? IncomingKind.Reply : IncomingKind.Other;
    }

    /// <summary>The message ids it answers, the nearest first.</summary>
    public static IEnumerable<string> Answered(MimeMessage message)
    {
        if (!string.IsNullOrEmpty(message.InReplyTo))
            yield return message.InReplyTo;
        foreach (var reference in message.References.Reverse())
            yield return reference;
    }

    /// <summary>Ours have the mail's id before the @: nobody who has not got the mail can guess it.</summary>
    public static Guid? MailOf(string messageId) =>
        messageId.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && Guid.TryParseExact(messageId[..at], "N", out var id) ? id : null;

    // RFC 3834 first, then what machines did before it and still do.
    private static bool IsFromAMachine(HeaderList headers) =>
        (headers["Auto-Submitted"] is { } auto && !auto.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase))
        || (headers["Precedence"] is { } precedence && Machines.Contains(precedence.Trim().ToLowerInvariant()))
        || headers.Contains("X-Autoreply") || headers.Contains("X-Autorespond") || headers.Contains("X-Auto-Reply-From")
        || headers["Return-Path"]?.Trim() == "<>"
        || headers["Content-Type"]?.StartsWith("multipart/report", StringComparison.OrdinalIgnoreCase) == true;
}
