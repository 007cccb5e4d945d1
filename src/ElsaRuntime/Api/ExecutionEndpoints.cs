using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Starting instances. All of these answer after the instance has come to its first wait or its end.</summary>
internal static class ExecutionEndpoints
{
    private const int MostAtOnce = 1_000;

    public static void MapExecution(this IEndpointRouteBuilder api)
    {
        api.MapPost("/workflow-definitions/{definitionId}/execute", ExecuteAsync);
        api.MapGet("/workflow-definitions/{definitionId}/execute", ExecuteByQueryAsync);
        api.MapPost("/workflow-definitions/{definitionId}/dispatch", DispatchAsync);
        api.MapPost("/workflow-definitions/{definitionId}/bulk-dispatch", BulkDispatchAsync);
    }

    private static async Task<IResult> ExecuteAsync(
        string definitionId, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        return await StartAsync(http, Start(definitionId, body), engine, transactions, cancellationToken);
    }

    private static Task<IResult> ExecuteByQueryAsync(
        string definitionId, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = new JsonObject(http.Request.Query.Select(q => KeyValuePair.Create(q.Key, (JsonNode?)JsonValue.Create(q.Value.ToString()))));
        return StartAsync(http, Start(definitionId, body), engine, transactions, cancellationToken);
    }

    private static async Task<IResult> StartAsync(
        HttpContext http, StartWorkflow start, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        InstanceView? instance = null;
        var outcome = await transactions.ActAsync(async transaction =>
        {
            var started = await engine.StartAsync(transaction, start, cancellationToken);
            instance = started is WorkflowOutcome.Moved moved ? moved.FirstRest ?? await engine.FindAsync(transaction, moved.First.InstanceId, cancellationToken) : null;
            return started;
        }, cancellationToken);
        return outcome switch
        {
            WorkflowOutcome.Moved => Started(http, instance!),
            WorkflowOutcome.NotFound => TypedResults.NotFound(),
            WorkflowOutcome.CannotStart => CannotStart(http),
            _ => ApiErrors.Of(http, outcome),
        };
    }

    private static IResult Started(HttpContext http, InstanceView instance)
    {
        var hasFaulted = instance.SubStatus == "Faulted";
        http.Response.Headers["x-elsa-workflow-cannot-start"] = "False";
        http.Response.Headers["x-elsa-workflow-instance-id"] = instance.Id;
        if (!hasFaulted)
        {
            http.Response.Headers["x-elsa-response"] = "true";
        }

        return ApiJson.Ok(new JsonObject { ["workflowState"] = instance.State }, hasFaulted ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.Ok CannotStart(HttpContext http)
    {
        http.Response.Headers["x-elsa-workflow-cannot-start"] = "True";
        return TypedResults.Ok();
    }

    private static async Task<IResult> DispatchAsync(
        string definitionId, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        var start = Start(definitionId, body) with { InstanceId = body.Text("instanceId") };
        return await transactions.ActAsync(t => engine.StartAsync(t, start, cancellationToken), cancellationToken) switch
        {
            WorkflowOutcome.Moved moved => ApiJson.Ok(new JsonObject { ["workflowInstanceId"] = moved.First.InstanceId }),
            WorkflowOutcome.AlreadyDone done => ApiJson.Ok(new JsonObject { ["workflowInstanceId"] = done.InstanceId }),
            WorkflowOutcome.NotFound => TypedResults.NotFound(),
            WorkflowOutcome.CannotStart => CannotStart(http),
            { } outcome => ApiErrors.Of(http, outcome),
        };
    }

    private static async Task<IResult> BulkDispatchAsync(
        string definitionId, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        var count = Math.Clamp(body.Number("count") ?? 1, 0, MostAtOnce);
        var ids = new JsonArray();
        var outcome = await transactions.ActAsync(t => StartManyAsync(t, engine, Start(definitionId, body), count, ids, cancellationToken), cancellationToken);
        return outcome switch
        {
            WorkflowOutcome.NotFound => TypedResults.NotFound(),
            WorkflowOutcome.Refused or WorkflowOutcome.Conflict => ApiErrors.Of(http, outcome),
            _ => ApiJson.Ok(new JsonObject { ["workflowInstanceIds"] = ids }),
        };
    }

    private static async Task<WorkflowOutcome> StartManyAsync(
        NpgsqlTransaction transaction, IWorkflowEngine engine, StartWorkflow start, int count, JsonArray ids, CancellationToken cancellationToken)
    {
        ids.Clear();
        WorkflowOutcome outcome = new WorkflowOutcome.Moved([]);
        for (var started = 0; started < count; started++)
        {
            outcome = await engine.StartAsync(transaction, start, cancellationToken);
            if (outcome is not WorkflowOutcome.Moved moved)
            {
                break;
            }

            ids.Add(moved.First.InstanceId);
        }

        return outcome;
    }

    private static StartWorkflow Start(string definitionId, JsonObject body) => new()
    {
        DefinitionId = definitionId,
        VersionOptions = VersionOptions(body.Find("versionOptions")),
        CorrelationId = body.Text("correlationId"),
        Name = body.Text("name"),
        TriggerActivityId = body.Text("triggerActivityId"),
        Input = Object(body.Find("input")),
        Variables = Object(body.Find("variables")),
    };

    private static string? VersionOptions(JsonNode? options) =>
        Model.Json.Number(options)?.ToString(CultureInfo.InvariantCulture) ?? Model.Json.Text(options);

    // In a query string an object is JSON text.
    private static JsonObject? Object(JsonNode? json) => json switch
    {
        JsonObject value => value,
        _ when Model.Json.Text(json) is { } text => ParseObject(text),
        _ => null,
    };

    private static JsonObject? ParseObject(string text)
    {
        try
        {
            return Definitions.DefinitionJson.Parse(text);
        }
        catch (System.Text.Json.JsonException e)
        {
            throw new BadBodyException(e);
        }
    }
}
