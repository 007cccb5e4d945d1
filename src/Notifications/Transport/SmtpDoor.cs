using System.Net.Sockets;
using MailKit.Security;
using Notifications.SigningIn;

namespace Notifications.Transport;

/// <summary>How a conversation begins: TLS first, then the certificate, then who we are.</summary>
internal static class SmtpDoor
{
    public static async Task<SmtpConversation> EnterAsync(SmtpOptions options, AccessTokens tokens, CancellationToken cancellationToken)
    {
        var client = Client(options);
        try
        {
            var socket = await ConnectAsync(options, cancellationToken);
            await client.ConnectAsync(socket, options.Host!, options.Port, ServerTrust.SocketOptions(options.Security), cancellationToken);
            if (!string.IsNullOrEmpty(options.UserName))
                await SignInAsync(client, options, options.UserName, tokens, cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static SmtpConversation Client(SmtpOptions options) => new()
    {
        CheckCertificateRevocation = options.CheckRevocation,
        ServerCertificateValidationCallback = ServerTrust.Judge(options.CheckCertificate, options.TrustedRootFile),
    };

    // A socket of our own for one reason: left alone, the end of every message waits some 40 ms for the server's delayed
    // acknowledgement of what went before it (Nagle), which is twenty mails a second.
    private static async Task<Socket> ConnectAsync(SmtpOptions options, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(options.Host!, options.Port, cancellationToken);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static Task SignInAsync(
        SmtpConversation client, SmtpOptions options, string user, AccessTokens tokens, CancellationToken cancellationToken)
    {
        if (options.OAuth.IsSet)
            return tokens.SignInAsync(options.OAuth, token => client.AuthenticateAsync(new SaslMechanismOAuth2(user, token), cancellationToken), cancellationToken);
        var password = options.Password!;
        return options.Authentication switch
        {
            SmtpAuthentication.Auto => client.AuthenticateAsync(user, password, cancellationToken),
            SmtpAuthentication.Plain => client.AuthenticateAsync(new SaslMechanismPlain(user, password), cancellationToken),
            SmtpAuthentication.Login => client.AuthenticateAsync(new SaslMechanismLogin(user, password), cancellationToken),
            SmtpAuthentication.XOAuth2 => client.AuthenticateAsync(new SaslMechanismOAuth2(user, password), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Authentication, null),
        };
    }
}
