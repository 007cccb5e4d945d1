using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Testing.Smtp;

/// <summary>A certificate for localhost made for one test run, with its key.</summary>
internal sealed record TestCertificate(string CertificatePem, string KeyPem, string AuthorityPem)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    public static TestCertificate Make(SmtpCertificate kind)
    {
        var from = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(1);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = Authority(authorityKey, from);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Localhost(key);
        using var certificate = kind == SmtpCertificate.SelfSigned
            ? request.CreateSelfSigned(from, from + Life)
            : request.Create(authority, from, from + Life, RandomNumberGenerator.GetBytes(8));
        return new TestCertificate(
            certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), authority.ExportCertificatePem());
    }

    private static X509Certificate2 Authority(ECDsa key, DateTimeOffset from)
    {
        var request = new CertificateRequest("CN=Workflows test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request.CreateSelfSigned(from, from + Life);
    }

    private static CertificateRequest Localhost(ECDsa key)
    {
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        return request;
    }
}
