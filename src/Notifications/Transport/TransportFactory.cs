using Microsoft.Extensions.Options;
using Notifications.SigningIn;

namespace Notifications.Transport;

/// <summary>Makes each worker its way out: the mail server when one is set, the maildrop otherwise.</summary>
public sealed class TransportFactory(
    IOptions<SmtpOptions> smtp, IOptions<MaildropOptions> maildrop, AccessTokens tokens, TimeProvider clock)
{
    /// <summary>Whether mails stay in the house, in the maildrop's folder.</summary>
    public bool IsMaildrop => string.IsNullOrEmpty(smtp.Value.Host);

    public IMailTransport Create() =>
        IsMaildrop ? new MaildropTransport(maildrop.Value) : new SmtpTransport(smtp.Value, tokens, clock);
}
