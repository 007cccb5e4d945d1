using MimeKit;

namespace Notifications.Inbox;

/// <summary>A delivery status notification (RFC 3464), as far as it matters here.</summary>
/// <param name="MailId">The mail of ours it speaks of; null when it does not say, or of none of ours.</param>
/// <param name="Failures">Who did not get it.</param>
/// <param name="Delayed">Whether it says that the server goes on trying.</param>
internal sealed record DeliveryNotice(Guid? MailId, IReadOnlyList<FailedDelivery> Failures, bool Delayed)
{
    /// <summary>What the message says if it is such a notice, otherwise null.</summary>
    public static DeliveryNotice? Of(MimeMessage message)
    {
        if (message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
            return null;
        var groups = status.StatusGroups.Skip(1).ToArray(); // the first group speaks of the notice itself
        return new DeliveryNotice(
            OriginalId(message) is { } id ? IncomingReading.MailOf(id) : null,
            [.. groups.Where(group => Is(group, "failed")).Select(Failed)],
            groups.Any(group => Is(group, "delayed")));
    }

    private static bool Is(HeaderList group, string action) =>
        string.Equals(group["Action"]?.Trim(), action, StringComparison.OrdinalIgnoreCase);

    private static FailedDelivery Failed(HeaderList group) => new(
        [.. new[] { Address(group["Original-Recipient"]), Address(group["Final-Recipient"]) }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
        group["Status"]?.Trim() is { Length: > 0 and < 100 } code ? code : "5.0.0",
        group["Diagnostic-Code"]?.Trim() ?? "");

    // "rfc822; wang@unit.example", also "utf-8; …"
    private static string? Address(string? field) => field?[(field.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>') switch
    {
        null or "" => null,
        var address => address,
    };

    private static string? OriginalId(MimeMessage message)
    {
        foreach (var part in message.BodyParts)
        {
            switch (part)
            {
                case MessagePart { Message: { } original }:
                    return original.MessageId;
                case TextPart { Content: not null } text when text.ContentType.IsMimeType("text", "rfc822-headers"):
                    using (var headers = text.Content.Open())
                        return HeaderList.Load(headers)["Message-Id"]?.Trim().Trim('<', '>');
            }
        }
        return null;
    }
}

/// <param name="Addresses">As we wrote it and as the server resolved it.</param>
/// <param name="Reason">The server's words.</param>
internal sealed record FailedDelivery(IReadOnlyList<string> Addresses, string Status, string Reason)
{
    /// <summary>5.x.x is for good; a failed delivery with 4.x.x was given up after long tries and is no fault of the address.</summary>
    public bool IsForGood => Status.StartsWith('5');
}
