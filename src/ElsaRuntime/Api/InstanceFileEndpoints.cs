using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Instances out as files. They do not come in again: an instance belongs to the database it runs in.</summary>
internal static class InstanceFileEndpoints
{
    private static readonly string[] GetOrPost = [HttpMethods.Get, HttpMethods.Post];

    public static void MapInstanceFiles(this IEndpointRouteBuilder api)
    {
        api.MapMethods("/workflow-instances/{id}/export", GetOrPost, ExportAsync);
        api.MapMethods("/bulk-actions/export/workflow-instances", GetOrPost, ExportManyAsync);
    }

    private static Task<IResult> ExportAsync(string id, HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        FilesAsync([id], request, engine, transactions, cancellationToken);

    private static async Task<IResult> ExportManyAsync(HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        return await FilesAsync([.. body.Texts("ids"), .. request.Query["ids"].OfType<string>()], request, engine, transactions, cancellationToken);
    }

    private static async Task<IResult> FilesAsync(
        IReadOnlyList<string> ids, HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var files = new List<(string Name, byte[] Content)>();
        foreach (var id in ids)
        {
            if (await ReadAsync(id, engine, transactions, cancellationToken) is { } json)
            {
                files.Add(($"workflow-instance-{id}.json", Encoding.UTF8.GetBytes(json.ToJsonString(ApiJson.Options))));
            }
        }

        return (ids.Count, files) switch
        {
            (_, []) => ids.Count == 1 ? TypedResults.NotFound() : TypedResults.NoContent(),
            (1, [var only]) => TypedResults.File(only.Content, "application/json", only.Name),
            _ => TypedResults.File(Zip(files), "application/zip", "workflow-instances.zip"),
        };
    }

    private static async Task<JsonObject?> ReadAsync(string id, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        await transactions.ReadAsync(async transaction =>
        {
            var instance = await engine.FindAsync(transaction, id, cancellationToken);
            return instance is null ? null : new JsonObject
            {
                ["workflowState"] = instance.State.DeepClone(),
                ["activityExecutionRecords"] = ExecutionModels.List(await engine.ReadExecutionsAsync(transaction, id, cancellationToken)),
                ["workflowExecutionLogRecords"] = JournalModels.List(await engine.ReadJournalAsync(transaction, id, cancellationToken)),
            };
        }, cancellationToken);

    private static byte[] Zip(List<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
