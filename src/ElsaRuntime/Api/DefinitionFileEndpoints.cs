using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Definitions in and out as files.</summary>
internal static class DefinitionFileEndpoints
{
    private static readonly string[] GetOrPost = [HttpMethods.Get, HttpMethods.Post];

    private static readonly string[] PostOrPut = [HttpMethods.Post, HttpMethods.Put];

    public static void MapDefinitionFiles(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/workflow-definitions/{definitionId}/export", GetOrPost, ExportAsync);
        api.MapMethods("/bulk-actions/export/workflow-definitions", GetOrPost, ExportManyAsync);
        api.MapMethods("/workflow-definitions/import", PostOrPut, ImportAsync);
        api.MapMethods("/workflow-definitions/{definitionId}/import", PostOrPut, ImportAsync);
        api.MapPost("/workflow-definitions/import-files", ImportFilesAsync);
    }

    private static async Task<IResult> ExportAsync(string definitionId, string? versionOptions, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var options = string.IsNullOrWhiteSpace(versionOptions) ? "Latest" : versionOptions;
        var version = await transactions.ReadAsync(t => DefinitionStore.FindAsync(t, definitionId, options, cancellationToken), cancellationToken);
        return version is null ? TypedResults.NotFound() : TypedResults.File(DefinitionFiles.Write(version), "application/json", DefinitionFiles.NameOf(version));
    }

    private static async Task<IResult> ExportManyAsync(HttpRequest request, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        var ids = body.Texts("ids").Concat(request.Query["ids"].OfType<string>()).ToList();
        var versions = await transactions.ReadAsync(t => DefinitionStore.FindVersionsAsync(t, ids, cancellationToken), cancellationToken);
        return versions.Count == 0
            ? TypedResults.NoContent()
            : TypedResults.File(DefinitionFiles.Zip(versions), "application/zip", "workflow-definitions.zip");
    }

    private static async Task<IResult> ImportAsync(HttpRequest request, string? definitionId, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var model = await ApiJson.ReadAsync(request, cancellationToken);
        if (definitionId is not null)
        {
            model["definitionId"] = definitionId;
        }

        var status = string.IsNullOrWhiteSpace(model.Text("definitionId")) ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return await DefinitionEndpoints.DoAsync(
            transactions, t => editor.ImportAsync(t, model, cancellationToken), done => ApiJson.Ok(DefinitionModels.Linked(done.Version), status), cancellationToken);
    }

    private static async Task<IResult> ImportFilesAsync(HttpRequest request, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await request.ReadFormAsync(cancellationToken);
        if (await DefinitionFiles.ReadAsync(form.Files, cancellationToken) is not { } models)
        {
            return ApiErrors.General(StatusCodes.Status400BadRequest, "InvalidJson");
        }

        // All or none: half an upload would leave people to find out which half.
        DefinitionOutcome? refused = null;
        var count = await transactions.WriteAsync(async transaction =>
        {
            foreach (var model in models)
            {
                var outcome = await editor.ImportAsync(transaction, model, cancellationToken);
                refused ??= outcome is DefinitionOutcome.Done ? null : outcome;
            }

            return models.Count;
        }, _ => refused is null, cancellationToken);
        return refused is null ? ApiJson.Ok(new JsonObject { ["count"] = count }) : ApiErrors.Of(refused);
    }
}
