using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>Reminds owners of decisions: once two working days before the date, once when it has passed.</summary>
public sealed class DecisionCheck(OfficeTransaction office, Outbox outbox, SchedulingMails mails, TimeProvider clock)
{
    private const int NearWorkingDays = 2;

    /// <summary>Returns how many mails were new; the keys make a repeat harmless.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (added, today) = (0, clock.Today());
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            var near = (await CalendarBook.ReadAsync(db, cancellationToken)).AddWorkingDays(today, NearWorkingDays);
            var open = await db.MeetingDecisions.AsNoTracking().Where(d => d.DoneAt == null && d.DueOn <= near).ToListAsync(cancellationToken);
            added = await outbox.EnqueueAsync(
                transaction,
                [
                    .. await mails.DecidedAsync(db, [.. open.Where(d => d.DueOn >= today)], SchedulingMails.Near, cancellationToken),
                    .. await mails.DecidedAsync(db, [.. open.Where(d => d.DueOn < today)], SchedulingMails.Overdue, cancellationToken),
                ],
                cancellationToken);
            return (Refusal?)null;
        }, cancellationToken);
        return added;
    }
}
