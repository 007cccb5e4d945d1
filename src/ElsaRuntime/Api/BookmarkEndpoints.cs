using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Resuming a bookmark by a token that names it. Unlike in Elsa the caller has to be signed in as well.</summary>
internal static class BookmarkEndpoints
{
    private static readonly string[] GetOrPost = [HttpMethods.Get, HttpMethods.Post];

    public static void MapBookmarks(this IEndpointRouteBuilder api) => api.MapMethods("/bookmarks/resume", GetOrPost, ResumeAsync);

    private static async Task<IResult> ResumeAsync(
        string? t, HttpContext http, BookmarkTokens tokens, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(t) || tokens.Read(t) is not var (instanceId, bookmarkId))
        {
            return ApiErrors.General(StatusCodes.Status400BadRequest, "InvalidToken");
        }

        var body = await ApiJson.ReadAsync(http.Request, cancellationToken);
        var input = (body.Find("input") as JsonObject)?.DeepClone();
        var outcome = await transactions.ActAsync(transaction => ResumeBookmarkAsync(transaction, engine, instanceId, bookmarkId, input, cancellationToken), cancellationToken);
        return outcome is WorkflowOutcome.Refused or WorkflowOutcome.Conflict ? ApiErrors.Of(http, outcome) : TypedResults.Ok();
    }

    // What people resume is a task or an event; a timer's time is its own.
    private static async Task<WorkflowOutcome> ResumeBookmarkAsync(
        NpgsqlTransaction transaction, IWorkflowEngine engine, string instanceId, string bookmarkId, JsonNode? input, CancellationToken cancellationToken)
    {
        var instance = await engine.FindAsync(transaction, instanceId, cancellationToken);
        return instance?.Bookmarks.FirstOrDefault(b => b.Id == bookmarkId) switch
        {
            BookmarkView { TaskId: { } taskId } => await engine.CompleteTaskAsync(transaction, taskId, input, cancellationToken),
            BookmarkView { EventName: { } name } => await engine.RaiseEventAsync(transaction, new RaiseEvent(name, input as JsonObject, null, instanceId), cancellationToken),
            _ => new WorkflowOutcome.NotFound(),
        };
    }
}
