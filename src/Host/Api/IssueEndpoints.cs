using System.Globalization;
using Host.Accounts;
using Ledger.Deadlines;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Host.Api;

/// <summary>Issues as the caller may see them; who that is decides the query.</summary>
internal static class IssueEndpoints
{
    public static void MapIssues(this RouteGroupBuilder api)
    {
        var issues = api.MapGroup("/issues").WithTags("Issues").ProducesProblem(StatusCodes.Status401Unauthorized);
        issues.MapGet("", ListAsync).WithName("ListIssues").WithSummary("Issues the caller may see, by number.");
        issues.MapGet("/{issue}", FindAsync).WithName("FindIssue")
            .WithSummary("One issue of the newest round by its number, or of any round by its id.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

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

    private static async Task<Results<Ok<IssueDetails>, ProblemHttpResult>> FindAsync(
        LedgerDb ledger, CurrentActor current, TimeProvider clock, string issue, CancellationToken cancellationToken)
    {
        var dossier = await IdAsync(ledger, issue, cancellationToken) is { } id
            ? await IssueDossier.FindAsync(ledger, current.Actor, id, clock.Today(), cancellationToken)
            : null;
        return dossier is null ? Refusals.IssueNotFound.Problem() : TypedResults.Ok(IssueDetails.Of(dossier));
    }

    private static async Task<Guid?> IdAsync(LedgerDb ledger, string numberOrId, CancellationToken cancellationToken)
    {
        if (!int.TryParse(numberOrId, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Guid.TryParse(numberOrId, out var id) ? id : null;
        }

        return await ledger.Issues.Where(i => i.Number == number)
            .Join(ledger.Rounds, i => i.RoundId, r => r.Id, (i, r) => new { i.Id, r.RegisteredAt })
            .OrderByDescending(found => found.RegisteredAt)
            .Select(found => (Guid?)found.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
