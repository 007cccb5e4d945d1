using System.Text.Json.Nodes;
using ElsaRuntime.Events;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Supervising;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>
/// Weekly supervision (一周一督办): opens the week and its duties in one transaction, then asks every lead unit for its
/// reports, and moves the workflows along in one fan-out. The rows decide what is owed; a fan-out cut short is finished by the
/// next run under the same key.
/// </summary>
public sealed class WeeklySupervisionCheck(OfficeTransaction office, EventFanOut fanOut, Outbox outbox, WeeklyMails mails, TimeProvider clock)
{
    /// <summary>Opens this week where it is not open yet; harmless when it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var weeks = 0;
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
            var opened = await OpenWeek.RunAsync(db, today, calendar.IsWorkingDay, clock.GetUtcNow(), cancellationToken);
            var asked = await AskedReports.OfAsync(db, [.. opened.Where(w => w.ClosedAt is null)], cancellationToken);
            await outbox.EnqueueAsync(transaction, [.. asked.SelectMany(mails.Asked)], cancellationToken);
            weeks = opened.Count;
            return (Refusal?)null;
        }, cancellationToken);
        if (weeks > 0)
        {
            var week = FormattableString.Invariant($"{WeeklySupervision.MondayOf(today):yyyy-MM-dd}");
            await fanOut.RaiseToAllAsync(
                $"{LifeCycleNames.WeeklySupervision}/{week}", LifeCycleNames.WeeklySupervision,
                new JsonObject { ["weekOf"] = week }, cancellationToken);
        }
    }
}
