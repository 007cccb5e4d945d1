using Host.Accounts;
using Ledger.Deadlines;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Host.Api;

internal static class IssueEndpoints
{
    public static void MapIssues(this RouteGroupBuilder api) => api.MapGet("/issues", ListAsync)
        .WithName("ListIssues").WithTags("Issues")
        .WithSummary("Issues the caller may see, by number")
        .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Ok<Paged<IssueItem>>, ValidationProblem>> ListAsync(
        LedgerDb ledger, CurrentActor current, TimeProvider clock, [FromQuery] string? page, [FromQuery] string? size, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(page, size, out var paging, out var wrong))
        {
            return TypedResults.ValidationProblem(wrong);
        }

        var found = await IssueList.PageAsync(
            ledger, current.Actor, new IssueFilter(), paging.Page, paging.Size, clock.Today(), cancellationToken);
        return TypedResults.Ok(new Paged<IssueItem>([.. found.Items.Select(IssueItem.Of)], found.Total));
    }
}
