using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>
/// Turns away what another site's page asks for. A browser sends the cookie along, and says where the request comes from;
/// programs that bring a key in the Authorization header are not meant.
/// </summary>
internal static class OwnSite
{
    /// <param name="onlyUnsafe">Lets safe methods through; not for a hub, whose web socket begins with a GET.</param>
    public static void Require(IEndpointConventionBuilder endpoints, bool onlyUnsafe = true) => endpoints.Finally(builder =>
    {
        var next = builder.RequestDelegate;
        builder.RequestDelegate = http => (onlyUnsafe && IsSafe(http.Request.Method)) || IsOurs(http.Request)
            ? next!(http)
            : Refuse(http);
    });

    private static Task Refuse(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsOurs(HttpRequest request)
    {
        if (request.Headers.Authorization.Count > 0)
        {
            return true;
        }

        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is "same-origin" or "none";
        }

        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
