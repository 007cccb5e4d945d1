using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Runs of activities: lists, one of them, figures, and the chain that led to one.</summary>
internal static class ActivityExecutionEndpoints
{
    private const int UsualChain = 100;

    private const int LongestChain = 1_000;

    private static readonly IReadOnlyList<ActivityExecutionRecord> None = [];

    public static void MapActivityExecutions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/activity-executions/list", ListAsync);
        api.MapGet("/activity-execution-summaries/list", SummariesAsync);
        api.MapGet("/activity-executions/count", CountAsync);
        api.MapGet("/activity-executions/by-id", FindAsync);
        api.MapGet("/activity-executions/{id}", FindAsync);
        api.MapGet("/activity-executions/{id}/call-stack", CallStackAsync);
        api.MapPost("/activity-executions/report", ReportAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        Items(await ReadAsync(request, engine, transactions, cancellationToken), ExecutionModels.Of);

    private static async Task<IResult> SummariesAsync(HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        Items(await ReadAsync(request, engine, transactions, cancellationToken), ExecutionModels.Summary);

    private static async Task<IResult> CountAsync(HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        ApiJson.Ok(new JsonObject { ["count"] = (await ReadAsync(request, engine, transactions, cancellationToken)).Count });

    private static async Task<IResult> FindAsync(string? id, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        (await SiblingsAsync(id, engine, transactions, cancellationToken)).FirstOrDefault(r => r.Id == id) is { } record
            ? ApiJson.Ok(ExecutionModels.Of(record))
            : TypedResults.NotFound();

    private static async Task<IResult> CallStackAsync(string id, HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var all = (await SiblingsAsync(id, engine, transactions, cancellationToken)).ToDictionary(r => r.Id, StringComparer.Ordinal);
        if (!all.ContainsKey(id))
        {
            return TypedResults.NotFound();
        }

        var chain = new LinkedList<ActivityExecutionRecord>();
        for (var current = id; current is not null && all.Remove(current, out var record); current = record.SchedulingExecutionId)
        {
            chain.AddFirst(record);
        }

        var take = request.Query.Number("take") is > 0 and var asked ? Math.Min(asked, LongestChain) : UsualChain;
        return ApiJson.Ok(new JsonObject
        {
            ["activityExecutionId"] = id,
            ["items"] = ExecutionModels.List(chain.Skip(request.Query.Number("skip") ?? 0).Take(take)),
            ["totalCount"] = chain.Count,
        });
    }

    private static async Task<IResult> ReportAsync(HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        var id = body.Text("workflowInstanceId") ?? "";
        var nodeIds = body.Texts("activityNodeIds").ToHashSet(StringComparer.Ordinal);
        var records = await transactions.ReadAsync(t => engine.ReadExecutionsAsync(t, id, cancellationToken), cancellationToken);
        var stats = ActivityStats.Of(records.Where(r => nodeIds.Contains(r.ActivityNodeId)));
        return ApiJson.Ok(new JsonObject { ["stats"] = new JsonArray([.. stats.Select(ExecutionModels.Stats)]) });
    }

    // A run's id begins with its instance's.
    private static Task<IReadOnlyList<ActivityExecutionRecord>> SiblingsAsync(
        string? id, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        id?.LastIndexOf('-') is > 0 and var dash
            ? transactions.ReadAsync(t => engine.ReadExecutionsAsync(t, id[..dash], cancellationToken), cancellationToken)
            : Task.FromResult(None);

    private static async Task<IReadOnlyList<ActivityExecutionRecord>> ReadAsync(
        HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        string? instanceId = request.Query["workflowInstanceId"];
        if (string.IsNullOrEmpty(instanceId))
        {
            return None;
        }

        string? nodeId = request.Query["activityNodeId"];
        string? activityId = request.Query["activityId"];
        var completed = request.Query.Flag("completed");
        var records = await transactions.ReadAsync(t => engine.ReadExecutionsAsync(t, instanceId, cancellationToken), cancellationToken);
        return [.. records.Where(r => (string.IsNullOrEmpty(nodeId) || r.ActivityNodeId == nodeId)
            && (string.IsNullOrEmpty(activityId) || r.ActivityId == activityId)
            && (completed is null || completed == r.CompletedAt is not null))];
    }

    private static IResult Items(IReadOnlyList<ActivityExecutionRecord> records, Func<ActivityExecutionRecord, JsonNode> model) =>
        ApiJson.Ok(new JsonObject { ["items"] = new JsonArray([.. records.Select(model)]), ["count"] = records.Count });
}
