using System.ComponentModel.DataAnnotations;

namespace Notifications.SigningIn;

/// <summary>
/// Where access tokens for XOAUTH2 come from, and are renewed. Sections <c>Smtp:OAuth</c> and <c>Imap:OAuth</c>; without a
/// <see cref="TokenEndpoint"/> the password is what one signs in with.
/// </summary>
public sealed record OAuthOptions
{
    /// <summary>Where tokens are asked for; <c>https</c>, unless it is on this machine.</summary>
    public Uri? TokenEndpoint { get; init; }

    public string ClientId { get; init; } = "";

    public string? ClientSecret { get; init; }

    /// <summary>
    /// The refresh token somebody got by consenting once: tokens are then asked for in the name of the mailbox. Empty means in
    /// the client's own name (client credentials). A server that changes it with each use is followed: the newest one is kept
    /// in the database, sealed with this one.
    /// </summary>
    public string? RefreshToken { get; init; }

    /// <summary>What the token is to be good for; empty leaves it to the server.</summary>
    public string? Scope { get; init; }

    /// <summary>A PEM file of the in-house authority that vouches for the endpoint; empty means the machine's.</summary>
    public string? TrustedRootFile { get; init; }

    public bool IsSet => TokenEndpoint is not null;

    /// <summary>What is wrong with these settings.</summary>
    internal IEnumerable<ValidationResult> Faults(string section)
    {
        if (TokenEndpoint is not { } endpoint)
            yield break;
        if (!endpoint.IsAbsoluteUri || (endpoint.Scheme != Uri.UriSchemeHttps && !endpoint.IsLoopback))
            yield return new ValidationResult($"{section}:OAuth:TokenEndpoint must be an https address: secrets are not sent in clear.");
        if (ClientId.Length == 0)
            yield return new ValidationResult($"{section}:OAuth:ClientId goes with {section}:OAuth:TokenEndpoint.");
        if (string.IsNullOrEmpty(ClientSecret) && string.IsNullOrEmpty(RefreshToken))
            yield return new ValidationResult($"{section}:OAuth needs a ClientSecret, a RefreshToken, or both.");
        if (!string.IsNullOrEmpty(TrustedRootFile) && !File.Exists(TrustedRootFile))
            yield return new ValidationResult($"{section}:OAuth:TrustedRootFile {TrustedRootFile} does not exist.");
    }
}
