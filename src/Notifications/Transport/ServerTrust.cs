using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;

namespace Notifications.Transport;

/// <summary>Which certificates of a mail server are believed, and how its connection is protected.</summary>
internal static class ServerTrust
{
    /// <returns>What to ask about a certificate; null leaves it to the machine's own authorities.</returns>
    public static RemoteCertificateValidationCallback? Judge(bool checkCertificate, string? trustedRootFile)
    {
        if (!checkCertificate)
#pragma warning disable CA5359 // asked for by a setting, for finding faults
            return (_, _, _, _) => true;
#pragma warning restore CA5359
        return string.IsNullOrEmpty(trustedRootFile) ? null : TrustOnly(trustedRootFile);
    }

    public static SecureSocketOptions SocketOptions(SmtpSecurity security) => security switch
    {
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(security), security, null),
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
