using System.ComponentModel.DataAnnotations;
using Notifications.SigningIn;

namespace Notifications.Transport;

/// <summary>The mail server. Section <c>Smtp</c>; without a <see cref="Host"/> mails go to the maildrop.</summary>
public sealed record SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    /// <summary>Name of the server; empty means there is none.</summary>
    public string? Host { get; init; }

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Whether the server's certificate must be valid for its name and trusted. Turn off only to find a fault.</summary>
    public bool CheckCertificate { get; init; } = true;

    /// <summary>Whether revocation lists are asked. A closed network may have to turn it off.</summary>
    public bool CheckRevocation { get; init; } = true;

    /// <summary>A PEM file of the in-house authority to trust instead of the machine's; empty means the machine's.</summary>
    public string? TrustedRootFile { get; init; }

    public SmtpAuthentication Authentication { get; init; } = SmtpAuthentication.Auto;

    /// <summary>Empty means no sign-in.</summary>
    public string? UserName { get; init; }

    /// <summary>The password, or an access token for <see cref="SmtpAuthentication.XOAuth2"/>; not needed with <see cref="OAuth"/>.</summary>
    public string? Password { get; init; }

    /// <summary>Where access tokens come from; once set, XOAUTH2 is the way in.</summary>
    public OAuthOptions OAuth { get; init; } = new();

    /// <summary>How long one mail may take, from connecting to the server's last word.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Mails per minute this host hands to the server; 0 means no limit.</summary>
    [Range(0, 1_000_000)]
    public int PerMinute { get; init; }

    /// <summary>Mails per minute this host hands over for one recipient domain; 0 means no limit.</summary>
    [Range(0, 1_000_000)]
    public int PerMinuteAndDomain { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrEmpty(UserName) && string.IsNullOrEmpty(Password) && !OAuth.IsSet)
            yield return new ValidationResult("Smtp:Password is needed with Smtp:UserName.", [nameof(Password)]);
        if (OAuth.IsSet && (string.IsNullOrEmpty(UserName) || Authentication is SmtpAuthentication.Plain or SmtpAuthentication.Login))
            yield return new ValidationResult("Smtp:OAuth goes with Smtp:UserName and signs in by XOAUTH2.", [nameof(OAuth)]);
        foreach (var fault in OAuth.Faults(Section))
            yield return fault;
        if (!string.IsNullOrEmpty(TrustedRootFile) && !File.Exists(TrustedRootFile))
            yield return new ValidationResult($"Smtp:TrustedRootFile {TrustedRootFile} does not exist.", [nameof(TrustedRootFile)]);
        if (!string.IsNullOrEmpty(UserName) && Security == SmtpSecurity.None && Host is not ("127.0.0.1" or "localhost" or "::1"))
            yield return new ValidationResult("A password is not sent in clear: set Smtp:Security.", [nameof(Security)]);
    }
}

/// <summary>How the connection is protected.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, or nothing is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte, usually port 465.</summary>
    Tls,

    /// <summary>In clear. For a server on this machine or a closed network only.</summary>
    None,
}

/// <summary>How we sign in.</summary>
public enum SmtpAuthentication
{
    /// <summary>The best of what the server offers.</summary>
    Auto,

    Plain,

    Login,

    XOAuth2,
}
