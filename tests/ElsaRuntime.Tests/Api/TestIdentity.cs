using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ElsaRuntime.Tests.Api;

/// <summary>Stands for the Host's sign-in: a key in the Authorization header, or a cookie; <c>office</c> may design.</summary>
internal sealed class TestIdentity(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Test";
    public const string Policy = "Designers";
    public const string Key = "ApiKey office";
    public const string Cookie = "who=office";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var who = Request.Headers.Authorization.ToString() is { Length: > 0 } header ? header.Split(' ')[^1] : Request.Cookies["who"];
        if (string.IsNullOrEmpty(who))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.Name, who)], SchemeName);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}
