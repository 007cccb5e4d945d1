using Ledger.History;
using Ledger.Refusals;
using Ledger.Supervising;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>
/// The weekly cut-off: judges every week whose cut-off has passed and tells who has not reported. The week is closed and the
/// mails are written in one transaction, so that a run cut short is simply done by the next one.
/// </summary>
public sealed class WeeklyCutOffCheck(OfficeTransaction office, Outbox outbox, WeeklyMails mails, TimeProvider clock)
{
    /// <summary>Returns how many reports were found missing.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var missing = 0;
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            var missed = await CloseWeeks.RunAsync(db, clock.GetUtcNow(), cancellationToken);
            await outbox.EnqueueAsync(transaction, [.. mails.Missed(missed), .. mails.Superior(missed)], cancellationToken);
            missing = missed.Count;
            return (Refusal?)null;
        }, cancellationToken);
        return missing;
    }
}
