using Ledger.Deadlines;
using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Storage;
using Notifications.Queueing;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>Moving a measure's deadline (延期): the lead unit asks, the office and then the leaders decide. Rows only; no step of the workflow waits for it.</summary>
public sealed class ExtensionActs(OfficeTransaction office, Outbox outbox, ExtensionMails mails, TimeProvider clock)
{
    /// <summary>The lead unit asks for a later day.</summary>
    public Task<Refusal?> AskAsync(
        Actor actor, Guid issueId, int ordinal, DateOnly? newDeadline, string? reason, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var parties = await SignOffParties.ReadAsync(db, issue, actor, clock.Today(), cancellationToken);
            var asked = ExtendDeadline.Ask(issue, ordinal, newDeadline, reason, actor, parties.Settings);
            if (asked.IsRefused)
            {
                return asked.Refusal;
            }

            var request = ExtendDeadline.Apply(issue, asked.Value, actor, clock.GetUtcNow());
            db.Add(request);
            await SaveAsync(db, issue, asked.Value, actor, cancellationToken);
            await outbox.EnqueueAsync(
                transaction, await mails.AskedAsync(db, issue, request, parties, clock.Today(), cancellationToken), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Whoever it waits for grants or refuses.</summary>
    public Task<Refusal?> DecideAsync(
        Actor actor, Guid issueId, Guid requestId, bool granted, string? opinion, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var parties = await SignOffParties.ReadAsync(db, issue, actor, clock.Today(), cancellationToken);
            var request = issue.Extensions.SingleOrDefault(e => e.Id == requestId);
            var decided = ExtendDeadline.Decide(issue, request, granted, opinion, actor, parties);
            if (decided.IsRefused)
            {
                return decided.Refusal;
            }

            ExtendDeadline.Apply(issue, request!, decided.Value, actor, clock.GetUtcNow());
            await SaveAsync(db, issue, decided.Value, actor, cancellationToken);
            var told = request!.IsPending
                ? await mails.AskedAsync(db, issue, request, parties, clock.Today(), cancellationToken)
                : [.. mails.Decided(issue, request, actor)];
            await outbox.EnqueueAsync(transaction, told, cancellationToken);
            return null;
        }, cancellationToken);

    private async Task SaveAsync(LedgerDb db, Issue issue, HistoryEvent what, Actor actor, CancellationToken cancellationToken)
    {
        db.Note(issue, what, actor, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }
}
