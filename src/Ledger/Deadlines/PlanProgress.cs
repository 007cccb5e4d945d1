namespace Ledger.Deadlines;

/// <summary>Whether a measure keeps up with its time.</summary>
public static class PlanProgress
{
    /// <summary>
    /// By how many points the reported <paramref name="progress"/> lags behind the share of time gone between the day the plan
    /// began and the day it runs to; zero when it does not, or when there was no time to plan with.
    /// </summary>
    public static int PointsBehind(DateOnly? plannedFrom, DateOnly? dueOn, int progress, DateOnly today)
    {
        if (dueOn is not { } end || plannedFrom is not { } from || end <= from)
        {
            return 0;
        }

        return Math.Max(0, Math.Min(100, 100 * (today.DayNumber - from.DayNumber) / (end.DayNumber - from.DayNumber)) - progress);
    }
}
