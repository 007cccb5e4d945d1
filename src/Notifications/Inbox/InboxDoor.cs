using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using Notifications.SigningIn;
using Notifications.Transport;

namespace Notifications.Inbox;

/// <summary>Opens the mailbox: TLS first, then the certificate, then who we are.</summary>
internal static class InboxDoor
{
    public static async Task<ImapClient> EnterAsync(InboxOptions options, AccessTokens tokens, CancellationToken cancellationToken)
    {
        var client = new ImapClient
        {
            CheckCertificateRevocation = options.CheckRevocation,
            ServerCertificateValidationCallback = ServerTrust.Judge(options.CheckCertificate, options.TrustedRootFile),
        };
        try
        {
            await client.ConnectAsync(options.Host!, options.Port, ServerTrust.SocketOptions(options.Security), cancellationToken);
            await SignInAsync(client, options, tokens, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public static async Task<IMailFolder> FolderAsync(ImapClient client, string name, CancellationToken cancellationToken)
    {
        var folder = string.Equals(name, "INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox! : await client.GetFolderAsync(name, cancellationToken);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellationToken);
        return folder;
    }

    private static Task SignInAsync(ImapClient client, InboxOptions options, AccessTokens tokens, CancellationToken cancellationToken) => options.Authentication switch
    {
        _ when options.OAuth.IsSet => tokens.SignInAsync(
            options.OAuth, token => client.AuthenticateAsync(new SaslMechanismOAuth2(options.UserName, token), cancellationToken), cancellationToken),
        SmtpAuthentication.Auto => client.AuthenticateAsync(options.UserName, options.Password, cancellationToken),
        SmtpAuthentication.Plain => client.AuthenticateAsync(new SaslMechanismPlain(options.UserName, options.Password), cancellationToken),
        SmtpAuthentication.Login => client.AuthenticateAsync(new SaslMechanismLogin(options.UserName, options.Password), cancellationToken),
        SmtpAuthentication.XOAuth2 => client.AuthenticateAsync(new SaslMechanismOAuth2(options.UserName, options.Password), cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Authentication, null),
    };
}
