using System.ComponentModel.DataAnnotations;
using Notifications.SigningIn;
using Notifications.Transport;

namespace Notifications.Inbox;

/// <summary>The mailbox where answers and bounces arrive. Section <c>Imap</c>; without a <see cref="Host"/> nobody reads it.</summary>
public sealed record InboxOptions : IValidatableObject
{
    public const string Section = "Imap";

    /// <summary>Name of the server; empty means there is none.</summary>
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int Port { get; init; } = 993;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.Tls;

    /// <summary>Whether the server's certificate must be valid for its name and trusted. Turn off only to find a fault.</summary>
    public bool CheckCertificate { get; init; } = true;

    /// <summary>Whether revocation lists are asked. A closed network may have to turn it off.</summary>
    public bool CheckRevocation { get; init; } = true;

    /// <summary>A PEM file of the in-house authority to trust instead of the machine's; empty means the machine's.</summary>
    public string? TrustedRootFile { get; init; }

    public SmtpAuthentication Authentication { get; init; } = SmtpAuthentication.Auto;

    [StringLength(320)]
    public string UserName { get; init; } = "";

    /// <summary>The password, or an access token for <see cref="SmtpAuthentication.XOAuth2"/>; not needed with <see cref="OAuth"/>.</summary>
    public string Password { get; init; } = "";

    /// <summary>Where access tokens come from; once set, XOAUTH2 is the way in.</summary>
    public OAuthOptions OAuth { get; init; } = new();

    [Required, StringLength(200)]
    public string Folder { get; init; } = "INBOX";

    /// <summary>Messages read in one run; the next run goes on where this one ends.</summary>
    [Range(1, 10_000)]
    public int PerRun { get; init; } = 500;

    /// <summary>Bytes of a message beyond which it is not fetched but only noted.</summary>
    [Range(10_000, 200_000_000)]
    public int LargestMessage { get; init; } = 40_000_000;

    /// <summary>How long a run may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    public bool IsSet => !string.IsNullOrEmpty(Host);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsSet && (UserName.Length == 0 || (Password.Length == 0 && !OAuth.IsSet)))
            yield return new ValidationResult("Imap:UserName and Imap:Password go with Imap:Host.", [nameof(UserName)]);
        if (OAuth.IsSet && Authentication is SmtpAuthentication.Plain or SmtpAuthentication.Login)
            yield return new ValidationResult("Imap:OAuth signs in by XOAUTH2.", [nameof(OAuth)]);
        foreach (var fault in OAuth.Faults(Section))
            yield return fault;
        if (!string.IsNullOrEmpty(TrustedRootFile) && !File.Exists(TrustedRootFile))
            yield return new ValidationResult($"Imap:TrustedRootFile {TrustedRootFile} does not exist.", [nameof(TrustedRootFile)]);
        if (IsSet && Security == SmtpSecurity.None && Host is not ("127.0.0.1" or "localhost" or "::1"))
            yield return new ValidationResult("A password is not sent in clear: set Imap:Security.", [nameof(Security)]);
    }
}
