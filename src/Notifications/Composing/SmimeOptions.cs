using System.ComponentModel.DataAnnotations;

namespace Notifications.Composing;

/// <summary>S/MIME signature. Section <c>Smime</c>; without a <see cref="CertificateFile"/> nothing is signed.</summary>
public sealed record SmimeOptions : IValidatableObject
{
    public const string Section = "Smime";

    /// <summary>PKCS #12 file (.p12, .pfx) with the certificate of the sender's address, its chain and its key; must be readable at start.</summary>
    public string? CertificateFile { get; init; }

    public string Password { get; init; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(CertificateFile) && !File.Exists(CertificateFile))
            yield return new ValidationResult($"Smime:CertificateFile {CertificateFile} does not exist.", [nameof(CertificateFile)]);
    }
}
