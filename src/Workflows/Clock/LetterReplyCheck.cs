using Ledger.Deadlines;
using Ledger.History;
using Ledger.Letters;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>Watches the day by which letters are to be answered: unit and office are told once when it has passed.</summary>
public sealed class LetterReplyCheck(OfficeTransaction office, Outbox outbox, LetterMails mails, TimeProvider clock)
{
    /// <summary>Returns how many mails were new; the keys make a repeat harmless.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (added, today) = (0, clock.Today());
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            added = 0;
            // Letters are few: those overdue at one time are told one by one.
            foreach (var letter in await db.Letters.AsNoTracking().Unanswered(today).ToListAsync(cancellationToken))
            {
                added += await outbox.EnqueueAsync(transaction, await mails.UnansweredAsync(db, letter, cancellationToken), cancellationToken);
            }

            return (Refusal?)null;
        }, cancellationToken);
        return added;
    }
}
