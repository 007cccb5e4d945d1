namespace Host.Composition;

/// <summary>
/// Headers of every answer. Nothing inline and nothing from elsewhere; the job dashboard brings its own inline styles and
/// script, so it alone is let off.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string Strict =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    private const string Dashboard =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy =
            http.Request.Path.StartsWithSegments("/hangfire", StringComparison.OrdinalIgnoreCase) ? Dashboard : Strict;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "SAMEORIGIN";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    }
}
