using System.Text;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>What scripts in a definition can use, for the code editor.</summary>
internal static class ScriptingEndpoints
{
    public static void MapScripting(this IEndpointRouteBuilder api) =>
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypeDefinitionsAsync);

    private static async Task<IResult> TypeDefinitionsAsync(string definitionId, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var version = await transactions.ReadAsync(t => DefinitionStore.FindAsync(t, definitionId, "Latest", cancellationToken), cancellationToken);
        return version is null
            ? ApiErrors.General(StatusCodes.Status400BadRequest, "DefinitionNotFound")
            : TypedResults.File(Encoding.UTF8.GetBytes(TypeDefinitions.Of(version)), "application/x-typescript", $"elsa.{version.DefinitionId}.d.ts");
    }
}
