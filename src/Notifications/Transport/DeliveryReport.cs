using MimeKit;

namespace Notifications.Transport;

/// <summary>What came of one try to hand over one mail.</summary>
/// <param name="Failure">Why nobody got it; null when the server took the message over for <see cref="Accepted"/>.</param>
/// <param name="Accepted">Who gets it.</param>
/// <param name="Reply">The server's last word on the message, e.g. its queue id.</param>
/// <param name="Refused">Who does not, with the reason each; may be filled beside <see cref="Accepted"/>.</param>
public sealed record DeliveryReport(
    MailFailure? Failure,
    IReadOnlyList<MailboxAddress> Accepted,
    string Reply,
    IReadOnlyList<(MailboxAddress Address, MailFailure Failure)> Refused)
{
    public static DeliveryReport Failed(MailFailure failure) => new(failure, [], "", []);
}
