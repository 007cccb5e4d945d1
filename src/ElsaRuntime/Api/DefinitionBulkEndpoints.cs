using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Acts on many definitions; each stands for itself, and the answer says what became of which.</summary>
internal static class DefinitionBulkEndpoints
{
    public static void MapDefinitionBulkActions(this IEndpointRouteBuilder api)
    {
        var bulk = api.MapGroup("/bulk-actions");
        bulk.MapPost("/publish/workflow-definitions/by-definition-ids", PublishAsync);
        bulk.MapPost("/retract/workflow-definitions/by-definition-ids", RetractAsync);
        bulk.MapPost("/delete/workflow-definitions/by-definition-id", DeleteAsync);
        bulk.MapPost("/delete/workflow-definitions/by-id", DeleteVersionsAsync);
    }

    private static async Task<IResult> PublishAsync(HttpRequest request, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var outcomes = await EachAsync(request, "definitionIds", transactions, editor.PublishAsync, cancellationToken);
        return ApiJson.Ok(new JsonObject
        {
            ["published"] = Ids(outcomes, o => o is DefinitionOutcome.Done { WasPublished: false }),
            ["alreadyPublished"] = Ids(outcomes, o => o is DefinitionOutcome.Done { WasPublished: true }),
            ["notFound"] = Ids(outcomes, o => o is DefinitionOutcome.NotFound),
            ["skipped"] = Ids(outcomes, o => o is DefinitionOutcome.Readonly),
            ["updatedConsumers"] = new JsonArray(),
            ["failed"] = Ids(outcomes, o => o is DefinitionOutcome.Guarded or DefinitionOutcome.CannotStart),
            ["warnings"] = Warnings(outcomes),
        });
    }

    private static async Task<IResult> RetractAsync(HttpRequest request, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var outcomes = await EachAsync(request, "definitionIds", transactions, editor.RetractAsync, cancellationToken);
        return ApiJson.Ok(new JsonObject
        {
            ["retracted"] = Ids(outcomes, o => o is DefinitionOutcome.Done),
            ["alreadyRetracted"] = Ids(outcomes, o => o is DefinitionOutcome.NotPublished),
            ["notPublished"] = Ids(outcomes, o => o is DefinitionOutcome.NotPublished),
            ["notFound"] = Ids(outcomes, o => o is DefinitionOutcome.NotFound),
            ["skipped"] = Ids(outcomes, o => o is DefinitionOutcome.Readonly or DefinitionOutcome.Guarded),
        });
    }

    private static async Task<IResult> DeleteAsync(HttpRequest request, DefinitionRemoval removal, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        Deleted(await EachAsync(request, "definitionIds", transactions, removal.DeleteAsync, cancellationToken));

    private static async Task<IResult> DeleteVersionsAsync(HttpRequest request, DefinitionRemoval removal, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        Deleted(await EachAsync(request, "ids", transactions, removal.DeleteVersionAsync, cancellationToken));

    private static async Task<List<(string Id, DefinitionOutcome Outcome)>> EachAsync(
        HttpRequest request,
        string property,
        ElsaTransactions transactions,
        Func<NpgsqlTransaction, string, CancellationToken, Task<DefinitionOutcome>> act,
        CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        var outcomes = new List<(string, DefinitionOutcome)>();
        foreach (var id in body.Texts(property).Distinct(StringComparer.Ordinal))
        {
            outcomes.Add((id, await transactions.WriteAsync(t => act(t, id, cancellationToken), o => o is DefinitionOutcome.Done, cancellationToken)));
        }

        return outcomes;
    }

    private static IResult Deleted(List<(string Id, DefinitionOutcome Outcome)> outcomes) =>
        ApiJson.Ok(new JsonObject { ["deleted"] = outcomes.Count(o => o.Outcome is DefinitionOutcome.Done) });

    private static JsonArray Ids(List<(string Id, DefinitionOutcome Outcome)> outcomes, Predicate<DefinitionOutcome> match) =>
        new([.. outcomes.Where(o => match(o.Outcome)).Select(o => JsonValue.Create(o.Id))]);

    private static JsonObject Warnings(List<(string Id, DefinitionOutcome Outcome)> outcomes) => new(
        from outcome in outcomes
        let problems = (outcome.Outcome as DefinitionOutcome.Done)?.Version.Problems
        where problems is { Count: > 0 }
        select KeyValuePair.Create(outcome.Id, (JsonNode?)DefinitionModels.Texts(problems)));
}
