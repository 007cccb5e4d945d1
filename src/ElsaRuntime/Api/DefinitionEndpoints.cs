using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>Reading, saving, publishing and removing one definition.</summary>
internal static class DefinitionEndpoints
{
    public static void MapDefinitions(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-definitions/by-definition-id/{definitionId}", FindAsync);
        api.MapGet("/workflow-definitions/{definitionId}", FindAsync);
        api.MapGet("/workflow-definitions/by-id/{id}", FindVersionAsync);
        api.MapGet("/workflow-definitions/{definitionId}/problems", ProblemsAsync);
        api.MapPost("/workflow-definitions", SaveAsync);
        api.MapPost("/workflow-definitions/{definitionId}/publish", PublishAsync);
        api.MapPost("/workflow-definitions/{definitionId}/retract", RetractAsync);
        api.MapDelete("/workflow-definitions/{definitionId}", DeleteAsync);
        api.MapPost("/workflow-definitions/{definitionId}/update-references", UpdateReferences);
    }

    private static async Task<IResult> FindAsync(string definitionId, string? versionOptions, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var options = string.IsNullOrWhiteSpace(versionOptions) ? "Latest" : versionOptions;
        return await transactions.ReadAsync(t => DefinitionStore.FindAsync(t, definitionId, options, cancellationToken), cancellationToken) is { } version
            ? ApiJson.Ok(DefinitionModels.Linked(version))
            : TypedResults.NotFound();
    }

    private static async Task<IResult> FindVersionAsync(string id, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        await transactions.ReadAsync(t => DefinitionStore.FindVersionAsync(t, id, cancellationToken), cancellationToken) is { } version
            ? ApiJson.Ok(DefinitionModels.Linked(version))
            : TypedResults.NotFound();

    // Not in Elsa: what is wrong with a definition, for pages beside the designer.
    private static async Task<IResult> ProblemsAsync(string definitionId, string? versionOptions, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var options = string.IsNullOrWhiteSpace(versionOptions) ? "Latest" : versionOptions;
        var version = await transactions.ReadAsync(t => DefinitionStore.FindAsync(t, definitionId, options, cancellationToken), cancellationToken);
        return version is null
            ? TypedResults.NotFound()
            : ApiJson.Ok(new JsonObject { ["items"] = new JsonArray([.. version.Problems.Select(Problem)]), ["count"] = version.Problems.Count });
    }

    private static JsonObject Problem(DefinitionProblem problem) => new()
    {
        ["code"] = problem.Code,
        ["activityId"] = problem.ActivityId,
        ["activityName"] = problem.Activity,
        ["activityType"] = problem.ActivityType,
        ["detail"] = problem.Detail,
        ["text"] = problem.In(CultureInfo.CurrentUICulture),
    };

    private static async Task<IResult> SaveAsync(HttpRequest request, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        if (body.Find("model") is not JsonObject model)
        {
            // Elsa answers with 500 here, recorded so.
            return ApiErrors.General(StatusCodes.Status500InternalServerError, "ModelMissing");
        }

        var publish = body.Flag("publish") == true;
        return await DoAsync(transactions, t => editor.SaveAsync(t, model, publish, cancellationToken), done => ApiJson.Ok(DefinitionModels.Saved(done, publish)), cancellationToken);
    }

    private static Task<IResult> PublishAsync(string definitionId, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        DoAsync(transactions, t => editor.PublishAsync(t, definitionId, cancellationToken), done => ApiJson.Ok(DefinitionModels.Saved(done, withProblems: true)), cancellationToken);

    private static Task<IResult> RetractAsync(string definitionId, DefinitionEditor editor, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        DoAsync(transactions, t => editor.RetractAsync(t, definitionId, cancellationToken), done => ApiJson.Ok(DefinitionModels.Linked(done.Version)), cancellationToken);

    private static Task<IResult> DeleteAsync(string definitionId, DefinitionRemoval removal, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        DoAsync(transactions, t => removal.DeleteAsync(t, definitionId, cancellationToken), _ => TypedResults.NoContent(), cancellationToken);

    // Workflows are not used as activities here, so none has to follow.
    private static IResult UpdateReferences(string definitionId) => ApiJson.Ok(new JsonObject { ["affectedWorkflows"] = new JsonArray() });

    /// <summary>Does an act on a definition; only one that came about is committed.</summary>
    public static async Task<IResult> DoAsync(
        ElsaTransactions transactions, Func<Npgsql.NpgsqlTransaction, Task<DefinitionOutcome>> act, Func<DefinitionOutcome.Done, IResult> answer, CancellationToken cancellationToken) =>
        await transactions.WriteAsync(act, outcome => outcome is DefinitionOutcome.Done, cancellationToken) is var outcome && outcome is DefinitionOutcome.Done done
            ? answer(done)
            : ApiErrors.Of(outcome);
}
