using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Lists of definitions.</summary>
internal static class DefinitionListEndpoints
{
    public static void MapDefinitionLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions", ListAsync);
        api.MapGet("/workflow-definitions/many-by-id", ManyAsync);
        api.MapGet("/workflow-definitions/query/count", CountAsync);
        api.MapGet("/workflow-definitions/validation/is-name-unique", IsNameUniqueAsync);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var asked = request.Query;
        var query = new DefinitionListQuery(
            asked["versionOptions"],
            asked["definitionIds"].OfType<string>().ToList(),
            asked["ids"].OfType<string>().ToList(),
            asked["searchTerm"],
            asked.Flag("isSystem"),
            asked.Number("page"),
            asked.Number("pageSize"),
            asked["orderBy"],
            asked.IsDescending());
        var (items, total) = await transactions.ReadAsync(t => DefinitionList.ReadAsync(t, query, cancellationToken), cancellationToken);
        return ApiJson.Ok(new JsonObject
        {
            ["items"] = new JsonArray([.. items.Select(DefinitionModels.Summary)]),
            ["totalCount"] = total,
            ["links"] = DefinitionLinks.OfList(),
        });
    }

    private static async Task<IResult> ManyAsync(string[] ids, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var versions = await transactions.ReadAsync(t => DefinitionStore.FindVersionsAsync(t, ids, cancellationToken), cancellationToken);
        return ApiJson.Ok(new JsonObject { ["items"] = new JsonArray([.. versions.Select(DefinitionModels.Linked)]), ["count"] = versions.Count });
    }

    private static async Task<IResult> CountAsync(ElsaTransactions transactions, CancellationToken cancellationToken) =>
        ApiJson.Ok(new JsonObject { ["count"] = await transactions.ReadAsync(t => DefinitionList.CountAsync(t, cancellationToken), cancellationToken) });

    private static async Task<IResult> IsNameUniqueAsync(string? name, string? definitionId, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        ApiJson.Ok(new JsonObject
        {
            ["isUnique"] = await transactions.ReadAsync(t => DefinitionList.IsNameFreeAsync(t, name?.Trim() ?? "", definitionId, cancellationToken), cancellationToken),
        });
}
