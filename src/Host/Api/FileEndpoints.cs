using System.Net.Mime;
using Host.Accounts;
using Ledger.Files;
using Ledger.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Host.Api;

/// <summary>
/// Files go out as what they are and to be saved, never to be run in the page; a picture may be looked at in one. Who may see the
/// issue may have its files; for everybody else they are not there.
/// </summary>
internal static class FileEndpoints
{
    public static void MapFiles(this WebApplication app) => app.MapGet("/files/{id:guid}", SendAsync).ExcludeFromDescription();

    private static async Task<Results<PushStreamHttpResult, NotFound, StatusCodeHttpResult>> SendAsync(
        Guid id, bool? show, HttpContext http, LedgerDb ledger, CurrentActor current, NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        if (await FileStore.FindAsync(ledger, current.Actor, id, cancellationToken) is not { Content: { } content } file)
        {
            return TypedResults.NotFound();
        }

        var tag = new EntityTagHeaderValue($"\"{content.Sha256}\"");
        var headers = http.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.CacheControl = new CacheControlHeaderValue { Private = true, NoCache = true };
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        http.Response.ContentLength = content.Size;
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.ContentDisposition = Disposition(file.Name, show == true && content.Kind.IsPicture());
        return TypedResults.Stream(target => FileStore.CopyToAsync(source, content.Sha256, target, cancellationToken), content.Kind.MediaType());
    }

    /// <summary>The name for browsers of today (RFC 5987), with a plain one beside it for old ones.</summary>
    private static ContentDispositionHeaderValue Disposition(string name, bool inline)
    {
        var disposition = new ContentDispositionHeaderValue(inline ? DispositionTypeNames.Inline : DispositionTypeNames.Attachment);
        disposition.SetHttpFileName(name);
        return disposition;
    }
}
