using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Units;
using Ledger.Units.Appointing;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>Says who sits in a round's leading group. Null means done, a refusal means nothing has changed.</summary>
public sealed class LeadingGroupActs(OfficeTransaction office, Outbox outbox, SeatMails mails, TimeProvider clock)
{
    /// <param name="seatId">The seat; null makes one more deputy head.</param>
    public Task<Refusal?> FillSeatAsync(Actor actor, Guid roundId, Guid? seatId, Guid personId, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            await RosterLock.TakeAsync(db, cancellationToken);
            if (await db.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
            {
                return RosterRefusals.PersonNotFound;
            }

            var round = await db.Rounds.Include(r => r.LeadingGroup).SingleAsync(r => r.Id == roundId, cancellationToken);
            var decision = FillSeat.Decide(round.LeadingGroup, seatId, person, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            FillSeat.Apply(round, seatId, person, clock.GetUtcNow());
            db.Note(decision.Value, actor, clock.GetUtcNow(), person: personId);
            await db.SaveChangesAsync(cancellationToken);
            await outbox.EnqueueAsync(transaction, await mails.WaitingAsync(db, [personId], clock.Today(), cancellationToken), cancellationToken);
            return null;
        }, cancellationToken);
}
