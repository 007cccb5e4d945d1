using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Log-in for programs written for Elsa. Tokens are the composition root's business.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder api) => api.MapPost("/identity/login", LogInAsync).AllowAnonymous();

    // A refused log-in is no error in Elsa: 200 with isAuthenticated false.
    private static async Task<IResult> LogInAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        var signIn = ApiErrors.Options(http).SignIn;
        var token = signIn is null ? null : await signIn(http, body.Text("username") ?? "", body.Text("password") ?? "");
        return ApiJson.Ok(token is null
            ? new JsonObject { ["isAuthenticated"] = false }
            : new JsonObject { ["isAuthenticated"] = true, ["accessToken"] = token, ["refreshToken"] = token });
    }
}
