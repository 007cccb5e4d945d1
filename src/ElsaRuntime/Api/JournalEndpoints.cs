using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ElsaRuntime.Api;

/// <summary>The journal of an instance.</summary>
internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/journal", ListAsync);
        api.MapPost("/workflow-instances/{id}/journal", FilteredListAsync);
        api.MapGet("/workflow-instances/{id}/journal/{activityId}", LastAsync);
    }

    private static async Task<IResult> ListAsync(string id, HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken) =>
        Page(await transactions.ReadAsync(t => engine.ReadJournalAsync(t, id, cancellationToken), cancellationToken), request.Query.Slice());

    private static async Task<IResult> FilteredListAsync(string id, HttpRequest request, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var body = await ApiJson.ReadAsync(request, cancellationToken);
        var filter = body.Find("filter") as JsonObject ?? [];
        var records = await transactions.ReadAsync(t => engine.ReadJournalAsync(t, id, cancellationToken), cancellationToken);
        return Page([.. records.Where(Matching(filter))], request.Query.Slice(body));
    }

    private static async Task<IResult> LastAsync(string id, string activityId, IWorkflowEngine engine, ElsaTransactions transactions, CancellationToken cancellationToken)
    {
        var records = await transactions.ReadAsync(t => engine.ReadJournalAsync(t, id, cancellationToken), cancellationToken);
        return records.LastOrDefault(r => r.ActivityId == activityId && r.EventName is ("Started" or "Completed" or "Faulted")) is { } last
            && await transactions.ReadAsync(t => engine.FindAsync(t, id, cancellationToken), cancellationToken) is { } instance
            ? ApiJson.Ok(JournalModels.Whole(last, instance))
            : TypedResults.NotFound();
    }

    // An empty list means no condition, but for types left out, where it says the same anyway.
    private static Func<JournalRecord, bool> Matching(JsonObject filter)
    {
        var activityIds = filter.Texts("activityIds").ToHashSet(StringComparer.Ordinal);
        var nodeIds = filter.Texts("activityNodeIds").ToHashSet(StringComparer.Ordinal);
        var leftOut = filter.Texts("excludedActivityTypes").ToHashSet(StringComparer.Ordinal);
        var events = filter.Texts("eventNames").ToHashSet(StringComparer.Ordinal);
        return r => (activityIds.Count == 0 || activityIds.Contains(r.ActivityId))
            && (nodeIds.Count == 0 || nodeIds.Contains(r.NodeId))
            && !leftOut.Contains(r.ActivityType)
            && (events.Count == 0 || events.Contains(r.EventName));
    }

    private static IResult Page(IReadOnlyList<JournalRecord> records, (int Skip, int Take) slice) => ApiJson.Ok(new JsonObject
    {
        ["items"] = JournalModels.List(records.Skip(slice.Skip).Take(slice.Take)),
        ["totalCount"] = records.Count,
    });
}
