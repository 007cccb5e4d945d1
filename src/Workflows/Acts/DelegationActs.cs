using Ledger.Deadlines;
using Ledger.Delegating;
using Ledger.History;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>Letting somebody sign in one's place for a while (委托), and taking it back.</summary>
public sealed class DelegationActs(OfficeTransaction office, Outbox outbox, SeatMails mails, TimeProvider clock)
{
    /// <summary>A head or leader lets <paramref name="delegateId"/> sign for him on these days.</summary>
    public Task<Refusal?> MakeAsync(
        Actor actor, Guid? delegateId, DateOnly? from, DateOnly? until, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            var principal = await db.People.SingleOrDefaultAsync(p => p.Id == actor.PersonId, cancellationToken);
            var delegated = await db.People.SingleOrDefaultAsync(p => p.Id == delegateId, cancellationToken);
            var isHead = await db.Units.AnyAsync(u => u.HeadId == actor.PersonId, cancellationToken);
            var made = DelegateSigning.Decide(
                actor, principal, isHead, delegated, from ?? DateOnly.MinValue, until ?? DateOnly.MinValue, clock.Today(), clock.GetUtcNow());
            if (made.IsRefused)
            {
                return made.Refusal;
            }

            db.Add(made.Value);
            await db.SaveChangesAsync(cancellationToken);
            if (made.Value.From == clock.Today())
            {
                await outbox.EnqueueAsync(
                    transaction, await mails.WaitingAsync(db, [made.Value.PrincipalId], clock.Today(), cancellationToken), cancellationToken);
            }

            return null;
        }, cancellationToken);

    /// <summary>The principal takes his own delegation back; what was signed by it stays signed.</summary>
    public Task<Refusal?> EndAsync(Actor actor, Guid id, CancellationToken cancellationToken) => office.RunAsync(actor, async (_, db) =>
    {
        if (await db.Delegations.SingleOrDefaultAsync(d => d.Id == id && d.PrincipalId == actor.PersonId, cancellationToken) is not { } delegation)
        {
            return Refusals.OnlyHeadsAndLeadersDelegate;
        }

        delegation.EndedAt ??= clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }, cancellationToken);
}
