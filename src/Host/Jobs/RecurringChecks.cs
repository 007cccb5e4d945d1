using ElsaRuntime.Timers;
using Hangfire;
using Notifications.Inbox;
using Notifications.Retention;
using Workflows.Clock;

namespace Host.Jobs;

/// <summary>Every recurring job of the house: what the office reads on its page is this list.</summary>
internal static class RecurringChecks
{
    /// <summary>
    /// In the order they matter to the office. The two rhythms are asked for every day: a Monday whose run failed is made up for
    /// on Tuesday, and a week that is open is not opened again.
    /// </summary>
    public static IReadOnlyList<JobPlan> All { get; } =
    [
        JobPlan.Of<DeadlineCheck>("deadlines", "30 8 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<WeeklySupervisionCheck>("weekly-supervision", "0 9 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<WeeklyCutOffCheck>("weekly-cut-off", "*/10 * * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<HalfMonthlySchedulingCheck>("half-monthly-scheduling", "0 9 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<LetterReplyCheck>("letter-replies", "40 8 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<DecisionCheck>("decisions", "45 8 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<WaitingStepsCheck>("waiting-steps", "35 8 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<LookBackCheck>("look-backs", "40 8 * * *", check => check.RunAsync(CancellationToken.None)),
        JobPlan.Of<InboxCheck>("inbox", "*/2 * * * *", inbox => inbox.RunAsync(CancellationToken.None)),
        JobPlan.Of<ContentRetention>("mail-contents", "20 3 * * *", retention => retention.RunAsync(CancellationToken.None)),
        JobPlan.Of<TimerSweep>("workflow-timers", "* * * * *", sweep => sweep.RunAsync(CancellationToken.None)),
        JobPlan.Of<WorkflowUpkeep>("workflow-upkeep", "15 * * * *", upkeep => upkeep.RunAsync(CancellationToken.None)),
        JobPlan.Of<Heartbeat>("heartbeat", "* * * * *", heart => heart.BeatAsync(CancellationToken.None)),
    ];

    /// <summary>
    /// Writes the schedule. Each job is also run once now, because it asks what should have happened by now: what fell into the
    /// Host's absence is caught up, not lost.
    /// </summary>
    public static void Schedule(IRecurringJobManager jobs)
    {
        foreach (var plan in All)
        {
            plan.Schedule(jobs);
            jobs.Trigger(plan.Id);
        }
    }
}
