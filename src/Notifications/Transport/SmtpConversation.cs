using MailKit.Net.Smtp;
using MimeKit;

namespace Notifications.Transport;

/// <summary>MailKit's client, told to carry on when one of several recipients is refused and to remember who was.</summary>
internal sealed class SmtpConversation : SmtpClient
{
    private readonly List<MailboxAddress> _accepted = [];
    private readonly List<(MailboxAddress, MailFailure)> _refused = [];
    private bool _senderAccepted;

    public IReadOnlyList<MailboxAddress> Accepted => _accepted;

    public IReadOnlyList<(MailboxAddress Address, MailFailure Failure)> Refused => _refused;

    /// <summary>Forgets the last mail; to be called before each.</summary>
    public void Begin()
    {
        _accepted.Clear();
        _refused.Clear();
        _senderAccepted = false;
    }

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => _senderAccepted = true;

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        _accepted.Add(mailbox);

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        // Sender and recipients are named in one go: where the sender was refused, this answer says nothing of the recipient.
        if (!_senderAccepted)
            return;
        // 421 speaks of the server, not of the recipient: it is about to hang up.
        if (response.StatusCode == SmtpStatusCode.ServiceNotAvailable)
            throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, response.StatusCode, response.Response);
        var kind = (int)response.StatusCode >= 500 ? FailureKind.Recipient : FailureKind.RecipientBusy;
        _refused.Add((mailbox, new MailFailure(kind, Words(response.StatusCode, response.Response))));
    }

    protected override void OnNoRecipientsAccepted(MimeMessage message) => throw new SmtpCommandException(
        SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.TransactionFailed, "No recipient was accepted.");

    internal static string Words(SmtpStatusCode code, string text) => $"{(int)code} {text}";
}
