using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Acts on many instances.</summary>
internal static class InstanceBulkEndpoints
{
    public static void MapInstanceBulkActions(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/bulk-actions");
        bulk.MapPost("/cancel/workflow-instances", CancelAsync);
        bulk.MapPost("/delete/workflow-instances", DeleteAsync);
        bulk.MapPost("/delete/workflow-instances/by-id", DeleteAsync);
    }

    private static async Task<IResult> CancelAsync(HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        var ids = await transactions.ReadAsync(t => RunningAsync(t, body, cancellationToken), cancellationToken);
        var cancelled = 0;
        foreach (var id in ids)
        {
            // One transaction each: no lock is held while the next waits for its own.
            var outcome = await transactions.ActAsync(t => engine.CancelAsync(t, id, cancellationToken), cancellationToken);
            cancelled += outcome is WorkflowOutcome.Moved ? 1 : 0;
        }

        return ApiJson.Ok(new JsonObject { ["cancelled"] = cancelled });
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        var definitionIds = body.Texts("workflowDefinitionIds").ToList();
        if (body.Text("workflowDefinitionId") is { Length: > 0 } definitionId)
        {
            definitionIds.Add(definitionId);
        }

        var deleted = await transactions.WriteAsync(
            async t => await InstanceRemoval.DeleteAsync(t, body.Texts("ids"), cancellationToken)
                + await InstanceRemoval.DeleteOfDefinitionsAsync(t, definitionIds, cancellationToken),
            _ => true,
            cancellationToken);
        return ApiJson.Ok(new JsonObject { ["deleted"] = deleted });
    }

    private static async Task<IReadOnlyList<string>> RunningAsync(NpgsqlTransaction transaction, JsonObject body, CancellationToken cancellationToken)
    {
        var ids = new List<string>(body.Texts("ids"));
        if (body.Text("definitionVersionId") is { Length: > 0 } versionId)
        {
            ids.AddRange(await InstanceList.ReadIdsAsync(transaction, new InstanceQuery { DefinitionVersionId = versionId, Statuses = ["Running"] }, cancellationToken));
        }

        if (body.Text("definitionId") is { Length: > 0 } definitionId)
        {
            var version = await VersionAsync(transaction, definitionId, body, cancellationToken);
            ids.AddRange(await InstanceList.ReadIdsAsync(
                transaction, new InstanceQuery { DefinitionIds = [definitionId], Version = version, Statuses = ["Running"] }, cancellationToken));
        }

        return [.. ids.Distinct(StringComparer.Ordinal)];
    }

    // Without a version, or with AllVersions, all instances of the definition are meant.
    private static async Task<int?> VersionAsync(NpgsqlTransaction transaction, string definitionId, JsonObject body, CancellationToken cancellationToken)
    {
        var options = body.Text("versionOptions") ?? body.Number("versionOptions")?.ToString(CultureInfo.InvariantCulture);
        return VersionFilter.Word(options) is "" or "allversions" or "all"
            ? null
            : (await DefinitionStore.FindAsync(transaction, definitionId, options, cancellationToken))?.Version ?? -1;
    }
}
