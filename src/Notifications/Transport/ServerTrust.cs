using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Security;
using AuthenticationException = System.Security.Authentication.AuthenticationException;

namespace Notifications.Transport;

/// <summary>Which certificates of a mail server are believed, and how its connection is protected.</summary>
internal static class ServerTrust
{
    /// <returns>What to ask about a certificate. It throws instead of saying no: the reason would be lost otherwise.</returns>
    public static RemoteCertificateValidationCallback Judge(bool checkCertificate, string? trustedRootFile)
    {
        if (!checkCertificate)
#pragma warning disable CA5359 // asked for by a setting, for finding faults
            return (_, _, _, _) => true;
#pragma warning restore CA5359
        return string.IsNullOrEmpty(trustedRootFile) ? TrustTheMachines : TrustOnly(trustedRootFile);
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
            var leaf = NamedRightly(certificate, errors);
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // in-house authorities rarely publish lists
            return chain.Build(leaf) ? true : throw NotTrusted(leaf, chain);
        };
    }

    private static bool TrustTheMachines(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var leaf = NamedRightly(certificate, errors);
        return errors == SslPolicyErrors.None ? true : throw NotTrusted(leaf, chain);
    }

    private static X509Certificate2 NamedRightly(X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 leaf)
            throw new AuthenticationException("The server showed no certificate.");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            throw new AuthenticationException($"The certificate is not for the server's name, but for {leaf.Subject}.");
        return leaf;
    }

    private static AuthenticationException NotTrusted(X509Certificate2 leaf, X509Chain? chain)
    {
        var reasons = chain?.ChainStatus.Select(one => one.StatusInformation.Trim()).Distinct(StringComparer.Ordinal) ?? [];
        return new AuthenticationException(string.Create(CultureInfo.InvariantCulture,
            $"The certificate of {leaf.Subject}, issued by {leaf.Issuer}, valid until {leaf.NotAfter:yyyy-MM-dd}, is not trusted: {string.Join("; ", reasons)}."));
    }
}
