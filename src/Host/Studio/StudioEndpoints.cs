using Host.Accounts;
using Microsoft.Net.Http.Headers;

namespace Host.Studio;

/// <summary>Serves the designer's files, for the office, and leads the designer's own addresses to our pages.</summary>
internal static class StudioEndpoints
{
    private const string ForGood = "private, max-age=31536000, immutable";

    public static void AddStudio(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton(_ => new StudioFiles(StudioPackage.Locate()));

    public static void MapStudio(this WebApplication app)
    {
        var files = app.MapGroup("/studio").RequireAuthorization(Policies.Office).ExcludeFromDescription();
        foreach (var address in (string[])["/_framework/{**file}", "/_content/{**file}", $"/{StudioFiles.StyleSheet}", $"/{StudioFiles.Settings}"])
        {
            files.MapMethods(address, [HttpMethods.Get, HttpMethods.Head], Serve);
        }

        // Addresses the designer makes up itself: below its base, and at the root.
        foreach (var root in (string[])["/studio", ""])
        {
            var own = app.MapGroup(root).RequireAuthorization(Policies.Office).ExcludeFromDescription();
            own.MapGet("/workflows/definitions", () => Results.LocalRedirect("/studio"));
            own.MapGet("/workflows/definitions/{id}/edit", (string id) => Results.LocalRedirect($"/studio/definitions/{Uri.EscapeDataString(id)}"));
            own.MapGet("/workflows/instances", () => Results.LocalRedirect("/studio/instances"));
            own.MapGet("/workflows/instances/{id}/view", (string id) => Results.LocalRedirect($"/studio/instances/{Uri.EscapeDataString(id)}"));
        }
    }

    private static IResult Serve(HttpContext http, StudioFiles files)
    {
        if (files.Find(http.Request.Path.Value!["/studio/".Length..]) is not { } file)
        {
            return TypedResults.NotFound();
        }

        var (encoding, path) = Chosen(file, http.Request);
        var headers = http.Response.Headers;
        headers.CacheControl = file.IsNamedByContent || http.Request.Query["v"] == files.Version ? ForGood : "no-cache";
        if (file.Encodings.Count > 0)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.PhysicalFile(path, file.ContentType, entityTag: new EntityTagHeaderValue($"\"{file.Tag}{encoding}\""));
    }

    private static (string? Encoding, string Path) Chosen(StudioFile file, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, path) in file.Encodings)
        {
            if (accepted.Any(a => a.Quality is not 0 && a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)))
            {
                return (encoding, path);
            }
        }

        return (null, file.Path);
    }
}
