using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>One instance.</summary>
internal static class InstanceEndpoints
{
    public static void MapInstances(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}", FindAsync);
        api.MapGet("/workflow-instances/{id}/execution-state", ExecutionStateAsync);
        api.MapGet("/workflow-instances/{id}/variables", VariablesAsync);
        api.MapDelete("/workflow-instances/{id}", DeleteAsync);
        api.MapPost("/cancel/workflow-instances/{id}", CancelAsync);
    }

    private static async Task<IResult> FindAsync(string id, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        await transactions.ReadAsync(t => engine.FindAsync(t, id, cancellationToken), cancellationToken) is { } instance
            ? ApiJson.Ok(InstanceModels.Of(instance))
            : TypedResults.NotFound();

    private static async Task<IResult> ExecutionStateAsync(string id, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var list = await transactions.ReadAsync(t => InstanceList.ReadAsync(t, new InstanceQuery { Ids = [id], PageSize = 1 }, cancellationToken), cancellationToken);
        return list["items"] is JsonArray { Count: 1 } items && items[0] is JsonObject found
            ? ApiJson.Ok(new JsonObject
            {
                ["status"] = found["status"]!.DeepClone(),
                ["subStatus"] = found["subStatus"]!.DeepClone(),
                ["updatedAt"] = found["updatedAt"]!.DeepClone(),
            })
            : TypedResults.NotFound();
    }

    private static async Task<IResult> VariablesAsync(string id, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var instance = await transactions.ReadAsync(t => engine.FindAsync(t, id, cancellationToken), cancellationToken);
        var variables = instance?.Variables ?? [];
        return ApiJson.Ok(new JsonObject { ["items"] = new JsonArray([.. variables.Select(Variable)]), ["count"] = variables.Count });
    }

    private static JsonObject Variable(VariableView variable) =>
        new() { ["id"] = variable.Id, ["name"] = variable.Name, ["value"] = variable.Value?.DeepClone() };

    private static async Task<IResult> DeleteAsync(string id, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        await transactions.WriteAsync(t => InstanceRemoval.DeleteAsync(t, [id], cancellationToken), _ => true, cancellationToken) > 0
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    // As in Elsa the answer is the same for an instance that has ended or never was.
    private static async Task<IResult> CancelAsync(string id, HttpContext http, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var outcome = await transactions.ActAsync(t => engine.CancelAsync(t, id, cancellationToken), cancellationToken);
        return outcome is WorkflowOutcome.Conflict ? ApiErrors.Of(http, outcome) : TypedResults.Ok();
    }
}
