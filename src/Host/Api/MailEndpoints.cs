using Host.Accounts;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Notifications.Proof;

namespace Host.Api;

/// <summary>Mails owed and sent, as far as the caller may see them.</summary>
internal static class MailEndpoints
{
    public static void MapMails(this RouteGroupBuilder api)
    {
        api.MapGet("/mails", ListAsync)
            .WithName("ListMails").WithTags("Mails").WithSummary("Mails the caller may see, the newest first: to whom, why, and did it arrive.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapGet("/mails/proof", ProofAsync)
            .WithName("MailProof").WithTags("Mails").WithSummary("The proof: one row per mail and recipient, oldest first, streamed.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static async Task<Ok<IAsyncEnumerable<ProofRow>>> ProofAsync(
        MailLog mails, LedgerDb ledger, CurrentActor current, [AsParameters] MailQuery query, CancellationToken cancellationToken) =>
        TypedResults.Ok(mails.ProofAsync(query.Filter(await UnitAddresses.SeenByAsync(ledger, current.Actor, cancellationToken)), cancellationToken));

    private static async Task<Results<Ok<Paged<MailItem>>, ValidationProblem>> ListAsync(
        MailLog mails, LedgerDb ledger, CurrentActor current, [AsParameters] MailQuery query, [FromQuery] string? page,
        [FromQuery] string? size, CancellationToken cancellationToken)
    {
        if (!Paging.TryRead(page, size, out var paging, out var wrong))
        {
            return TypedResults.ValidationProblem(wrong);
        }

        var filter = query.Filter(await UnitAddresses.SeenByAsync(ledger, current.Actor, cancellationToken));
        var found = await mails.ListAsync(filter, paging.Page, paging.Size, cancellationToken);
        return TypedResults.Ok(new Paged<MailItem>([.. found.Items.Select(MailItem.Of)], (int)found.Total));
    }
}
