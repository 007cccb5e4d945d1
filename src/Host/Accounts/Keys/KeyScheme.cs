using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Ledger.History;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Host.Accounts.Keys;

/// <summary>Programs come in by <c>Authorization: ApiKey …</c>; without the setting <c>Api:Key</c> nobody does.</summary>
internal sealed class KeyScheme(IOptionsMonitor<KeySchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<KeySchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    /// <summary>The claim that tells a key from an account.</summary>
    public const string IsKey = "workflows/key";

    /// <summary>What a program with the key acts as.</summary>
    public static Actor Actor { get; } = new("api", "api", Role.Office);

    /// <summary>Whether the request brings a key, right or wrong.</summary>
    public static bool IsBroughtBy(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith(Name + " ", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Judge());

    private AuthenticateResult Judge()
    {
        if (!IsBroughtBy(Request))
        {
            return AuthenticateResult.NoResult();
        }

        var brought = Request.Headers.Authorization.ToString()[(Name.Length + 1)..].Trim();
        if (string.IsNullOrEmpty(Options.Key) || !Equal(brought, Options.Key))
        {
            return AuthenticateResult.Fail("the key is wrong, or key access is off");
        }

        var identity = new ClaimsIdentity(
            [new(ClaimTypes.Name, Actor.Name), new(ClaimTypes.Role, nameof(Role.Office)), new(IsKey, bool.TrueString)], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    /// <summary>Takes the same time however much of the key is right, and tells nothing of its length.</summary>
    private static bool Equal(string brought, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(brought)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}

/// <summary>The key, from the section <c>Api</c>.</summary>
internal sealed class KeySchemeOptions : AuthenticationSchemeOptions
{
    public string? Key { get; set; }
}
