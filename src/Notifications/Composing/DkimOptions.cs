using System.ComponentModel.DataAnnotations;

namespace Notifications.Composing;

/// <summary>DKIM signature. Section <c>Dkim</c>; without a <see cref="PrivateKeyFile"/> nothing is signed.</summary>
public sealed record DkimOptions : IValidatableObject
{
    public const string Section = "Dkim";

    public string? Domain { get; init; }

    public string? Selector { get; init; }

    /// <summary>PEM file with the RSA or Ed25519 private key; must be readable at start.</summary>
    public string? PrivateKeyFile { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(PrivateKeyFile))
            yield break;
        if (!File.Exists(PrivateKeyFile))
            yield return new ValidationResult($"Dkim:PrivateKeyFile {PrivateKeyFile} does not exist.", [nameof(PrivateKeyFile)]);
        if (string.IsNullOrEmpty(Domain) || string.IsNullOrEmpty(Selector))
            yield return new ValidationResult("Dkim:Domain and Dkim:Selector go with Dkim:PrivateKeyFile.", [nameof(Domain)]);
    }
}
