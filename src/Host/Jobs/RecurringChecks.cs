using System.Linq.Expressions;
using ElsaRuntime.Timers;
using Hangfire;
using Ledger.Deadlines;
using Notifications.Inbox;
using Workflows.Clock;

namespace Host.Jobs;

/// <summary>Every recurring job of the house, with its time in Shanghai.</summary>
internal static class RecurringChecks
{
    private static readonly RecurringJobOptions InShanghai = new() { TimeZone = Shanghai.Zone };

    /// <summary>
    /// Writes the schedule under fixed ids: a restart changes entries, never doubles them. Each check is also run once now,
    /// because it asks what should have happened by now: what fell into the Host's absence is caught up, not lost.
    /// </summary>
    public static void Schedule(IRecurringJobManager jobs)
    {
        jobs.Plan<WeeklySupervisionCheck>("weekly-supervision", "0 9 * * 1", check => check.RunAsync(CancellationToken.None));
        jobs.Plan<WeeklyCutOffCheck>("weekly-cut-off", "*/10 * * * *", check => check.RunAsync(CancellationToken.None));
        jobs.Plan<HalfMonthlySchedulingCheck>("half-monthly-scheduling", "0 9 1,16 * *", check => check.RunAsync(CancellationToken.None));
        jobs.Plan<DeadlineCheck>("deadlines", "30 8 * * *", check => check.RunAsync(CancellationToken.None));
        jobs.Plan<WorkflowUpkeep>("workflow-upkeep", "15 * * * *", upkeep => upkeep.RunAsync(CancellationToken.None));
        jobs.Plan<InboxCheck>("inbox", "*/2 * * * *", inbox => inbox.RunAsync(CancellationToken.None));
        jobs.Plan<TimerSweep>("workflow-timers", "* * * * *", sweep => sweep.RunAsync(CancellationToken.None));
    }

    // Hangfire puts its own token, which ends with the server, in the place of None.
    private static void Plan<T>(this IRecurringJobManager jobs, string id, string cron, Expression<Func<T, Task>> run)
    {
        jobs.AddOrUpdate(id, run, cron, InShanghai);
        jobs.Trigger(id);
    }
}
