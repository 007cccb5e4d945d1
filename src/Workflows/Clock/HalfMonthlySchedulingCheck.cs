using System.Text.Json.Nodes;
using ElsaRuntime.Events;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Scheduling;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Clock;

/// <summary>Half-monthly scheduling (半月一调度): opens the half month's meeting, then moves the workflows along in one fan-out.</summary>
public sealed class HalfMonthlySchedulingCheck(OfficeTransaction office, EventFanOut fanOut, TimeProvider clock)
{
    /// <summary>Opens this half month's meeting where it is not open yet; harmless when it is.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var meetings = 0;
        await office.RunAsync(Actor.System, async (_, db) =>
        {
            meetings = (await OpenMeeting.RunAsync(db, today, clock.GetUtcNow(), cancellationToken)).Count;
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
