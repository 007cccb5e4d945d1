using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>Tells those who sign for somebody else from today on what already waits for him: a delegation is made before its first day.</summary>
public sealed class WaitingStepsCheck(OfficeTransaction office, Outbox outbox, SeatMails mails, TimeProvider clock)
{
    /// <summary>Returns how many mails were new; the keys make a repeat harmless.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (added, today) = (0, clock.Today());
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            var principals = await db.Delegations.Where(d => d.EndedAt == null && d.From <= today && today <= d.Until)
                .Select(d => d.PrincipalId).Distinct().ToListAsync(cancellationToken);
            added = await outbox.EnqueueAsync(transaction, await mails.WaitingAsync(db, principals, today, cancellationToken), cancellationToken);
            return (Refusal?)null;
        }, cancellationToken);
        return added;
    }
}
