namespace Ledger.Scheduling;

/// <summary>Whether a measure keeps up with its time.</summary>
public static class PlanProgress
{
    /// <summary>
    /// By how many points the reported <paramref name="progress"/> lags behind the share of time gone between assignment and
    /// deadline; zero when it does not, or when there was no time to plan with.
    /// </summary>
    public static int PointsBehind(DateOnly assignedOn, DateOnly deadline, int progress, DateOnly today)
    {
        var whole = deadline.DayNumber - assignedOn.DayNumber;
        var gone = today.DayNumber - assignedOn.DayNumber;
        return whole <= 0 ? 0 : Math.Max(0, Math.Clamp(100 * gone / whole, 0, 100) - progress);
    }
}
