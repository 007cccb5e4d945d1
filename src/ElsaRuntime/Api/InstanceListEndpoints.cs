using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Lists of instances.</summary>
internal static class InstanceListEndpoints
{
    public static void MapInstanceLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances", (HttpRequest request, ElsaTransactions transactions, CancellationToken cancellationToken) =>
            ListAsync(InstanceQuery.Body(request.Query), transactions, cancellationToken));
        api.MapPost("/workflow-instances", async (HttpRequest request, ElsaTransactions transactions, CancellationToken cancellationToken) =>
            await ListAsync(await ApiJson.ReadAsync(request, cancellationToken), transactions, cancellationToken));
    }

    private static async Task<IResult> ListAsync(JsonObject body, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var problems = new List<(string Code, string Argument)>();
        var query = InstanceQuery.Of(body, problems);
        return problems.Count > 0
            ? ApiErrors.GeneralTexts(StatusCodes.Status400BadRequest, problems.Select(p => DefinitionProblem.Text(p.Code, CultureInfo.CurrentUICulture, p.Argument)))
            : ApiJson.Ok(await transactions.ReadAsync(t => InstanceList.ReadAsync(t, query, cancellationToken), cancellationToken));
    }
}
