using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;

namespace Notifications.Transport;

/// <summary>How a conversation begins: TLS first, then the certificate, then who we are.</summary>
internal static class SmtpDoor
{
    public static SmtpConversation Client(SmtpOptions options)
    {
        var client = new SmtpConversation { CheckCertificateRevocation = options.CheckRevocation };
        if (!options.CheckCertificate)
        {
#pragma warning disable CA5359 // asked for by a setting, for finding faults
            client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (!string.IsNullOrEmpty(options.TrustedRootFile))
        {
            client.ServerCertificateValidationCallback = TrustOnly(options.TrustedRootFile);
        }
        return client;
    }

    public static async Task EnterAsync(SmtpConversation client, SmtpOptions options, CancellationToken cancellationToken)
    {
        var socket = await ConnectAsync(options, cancellationToken);
        await client.ConnectAsync(socket, options.Host!, options.Port, SocketOptions(options.Security), cancellationToken);
        if (!string.IsNullOrEmpty(options.UserName))
            await SignInAsync(client, options, options.UserName, options.Password!, cancellationToken);
    }

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

    private static SecureSocketOptions SocketOptions(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, null),
    };

    private static Task SignInAsync(
        SmtpConversation client, SmtpOptions options, string user, string password, CancellationToken cancellationToken) =>
        options.Authentication switch
        {
            SmtpAuthentication.Auto => client.AuthenticateAsync(user, password, cancellationToken),
            SmtpAuthentication.Plain => client.AuthenticateAsync(new SaslMechanismPlain(user, password), cancellationToken),
            SmtpAuthentication.Login => client.AuthenticateAsync(new SaslMechanismLogin(user, password), cancellationToken),
            SmtpAuthentication.XOAuth2 => client.AuthenticateAsync(new SaslMechanismOAuth2(user, password), cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Authentication, null),
        };

    private static RemoteCertificateValidationCallback TrustOnly(string rootFile)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(rootFile);
        return (_, certificate, _, errors) =>
        {
            if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
                return false; // no certificate, or one for another name
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // in-house authorities rarely publish lists
            using var leaf = new X509Certificate2(certificate);
            return chain.Build(leaf);
        };
    }
}
