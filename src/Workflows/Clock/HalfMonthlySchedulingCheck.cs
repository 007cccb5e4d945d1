using System.Text.Json.Nodes;
using ElsaRuntime.Events;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Scheduling;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Clock;

/// <summary>Half-monthly scheduling (半月一调度): opens the half month's meeting, sends its agenda, then moves the workflows along in one fan-out.</summary>
public sealed class HalfMonthlySchedulingCheck(OfficeTransaction office, EventFanOut fanOut, Outbox outbox, SchedulingMails mails, TimeProvider clock)
{
    /// <summary>Opens this half month's meeting where it is not open yet; harmless when it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var meetings = 0;
        await office.RunAsync(Actor.System, async (transaction, db) =>
        {
            var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
            var opened = await OpenMeeting.RunAsync(db, today, calendar.IsWorkingDay, clock.GetUtcNow(), cancellationToken);
            var ahead = opened.Where(m => m.ClosedAt is null && m.MeetsAt > clock.GetUtcNow()).ToList();
            await outbox.EnqueueAsync(transaction, await mails.AgendaAsync(db, ahead, cancellationToken), cancellationToken);
            meetings = opened.Count;
            return (Refusal?)null;
        }, cancellationToken);
        if (meetings > 0)
        {
            var half = FormattableString.Invariant($"{SchedulingMeeting.HalfMonthOf(today):yyyy-MM-dd}");
            await fanOut.RaiseToAllAsync(
                $"{LifeCycleNames.HalfMonthlyScheduling}/{half}", LifeCycleNames.HalfMonthlyScheduling,
                new JsonObject { ["halfMonthFrom"] = half }, cancellationToken);
        }
    }
}
