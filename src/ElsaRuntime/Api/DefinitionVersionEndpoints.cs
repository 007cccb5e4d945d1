using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Versions of a definition.</summary>
internal static class DefinitionVersionEndpoints
{
    public static void MapDefinitionVersions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/{definitionId}/versions", ListAsync);
        api.MapPost("/workflow-definitions/{definitionId}/revert/{version:int}", RevertAsync);
        api.MapDelete("/workflow-definitions/{definitionId}/version/{version:int}", DeleteNumberAsync);
        api.MapDelete("/workflow-definition-versions/{id}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(string definitionId, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var versions = await transactions.ReadAsync(t => DefinitionStore.VersionsAsync(t, definitionId, cancellationToken), cancellationToken);
        return versions.Count == 0
            ? TypedResults.NotFound()
            : ApiJson.Ok(new JsonArray([.. versions.Select(v => DefinitionModels.Summary(DefinitionModels.SummaryOf(v)))]));
    }

    private static Task<IResult> RevertAsync(
        string definitionId, int version, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        DefinitionEndpoints.DoAsync(
            transactions,
            t => editor.RevertAsync(t, definitionId, version, cancellationToken),
            done => ApiJson.Ok(DefinitionModels.Summary(DefinitionModels.SummaryOf(done.Version)), StatusCodes.Status201Created),
            cancellationToken);

    private static async Task<IResult> DeleteNumberAsync(
        string definitionId, int version, DefinitionRemoval removal, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var number = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var found = await transactions.ReadAsync(t => DefinitionStore.FindAsync(t, definitionId, number, cancellationToken), cancellationToken);
        return found is null ? TypedResults.NotFound() : await DeleteAsync(found.Id, removal, transactions, cancellationToken);
    }

    private static Task<IResult> DeleteAsync(string id, DefinitionRemoval removal, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        DefinitionEndpoints.DoAsync(transactions, t => removal.DeleteVersionAsync(t, id, cancellationToken), _ => TypedResults.NoContent(), cancellationToken);
}
