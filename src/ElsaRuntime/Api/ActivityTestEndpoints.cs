using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>The designer's Test button: runs one activity by itself and undoes whatever it wrote.</summary>
internal static class ActivityTestEndpoints
{
    public static void MapActivityTests(this IEndpointRouteBuilder api) => api.MapPost("/tests/activities", RunAsync);

    private static async Task<IResult> RunAsync(HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        var definitionHandle = body.Find("workflowDefinitionHandle") as JsonObject ?? [];
        var activityHandle = body.Find("activityHandle") as JsonObject ?? [];
        return await transactions.WriteAsync(async transaction =>
        {
            var version = definitionHandle.Text("definitionVersionId") is { Length: > 0 } id
                ? await DefinitionStore.FindVersionAsync(transaction, id, cancellationToken)
                : await DefinitionStore.FindAsync(transaction, definitionHandle.Text("definitionId") ?? "", definitionHandle.Text("versionOptions") ?? "Latest", cancellationToken);
            if (version is null)
            {
                return ApiErrors.General(StatusCodes.Status400BadRequest, "DefinitionNotFound");
            }

            return Find(version.Model["root"], activityHandle) is { } activity
                ? await TryAsync(transaction, http, engine, version, activity, cancellationToken)
                : ApiErrors.General(StatusCodes.Status400BadRequest, "ActivityNotFound");
        }, _ => false, cancellationToken);
    }

    private static async Task<IResult> TryAsync(
        NpgsqlTransaction transaction, HttpContext http, IWorkflowEngine engine, DefinitionVersion version, JsonObject activity, CancellationToken cancellationToken)
    {
        var model = (JsonObject)version.Model.DeepClone();
        var trial = version with { Id = DefinitionIds.New(), DefinitionId = DefinitionIds.New(), Version = 1, IsLatest = true, IsPublished = false, Model = model };
        model["definitionId"] = trial.DefinitionId;
        model["root"] = activity.DeepClone();
        await DefinitionStore.SaveAsync(transaction, trial, cancellationToken);

        var outcome = await engine.StartAsync(transaction, new StartWorkflow { DefinitionId = trial.DefinitionId, VersionOptions = "Latest" }, cancellationToken);
        if (outcome is not WorkflowOutcome.Moved moved)
        {
            return ApiErrors.Of(http, outcome);
        }

        var executions = await engine.ReadExecutionsAsync(transaction, moved.First.InstanceId, cancellationToken);
        return ApiJson.Ok(Result(executions.First(e => e.ActivityId == activity.Text("id"))));
    }

    private static JsonObject Result(ActivityExecutionRecord record) => new()
    {
        ["activityState"] = record.ActivityState?.DeepClone() ?? new JsonObject(),
        ["payload"] = record.Payload?.DeepClone() ?? new JsonObject(),
        ["outputs"] = record.Outputs?.DeepClone() ?? new JsonObject(),
        ["exception"] = ExecutionModels.Exception(record.FaultMessage),
        ["status"] = record.Status,
    };

    private static JsonObject? Find(JsonNode? json, JsonObject handle) => json switch
    {
        JsonObject activity when Is(activity, handle) => activity,
        JsonObject properties => properties.Select(p => Find(p.Value, handle)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => Find(item, handle)).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static bool Is(JsonObject activity, JsonObject handle) =>
        activity.Text("nodeId") is { } nodeId
        && (nodeId == handle.Text("activityNodeId") || activity.Text("id") == handle.Text("activityId"));
}
