using Ledger.Issues;

namespace Ledger.Deadlines;

/// <summary>The light (亮灯) beside an issue or measure: how its time stands, apart from its status.</summary>
public enum Light
{
    /// <summary>Nothing is due any more.</summary>
    None,

    /// <summary>长期坚持: no date that could be missed.</summary>
    LongTerm,

    Green,

    /// <summary>Few days are left.</summary>
    Yellow,

    /// <summary>Overdue.</summary>
    Red,
}

/// <summary>How many calendar days before the deadline the light turns yellow.</summary>
public sealed record LightThresholds(int YellowWithinDays)
{
    /// <summary>Ten days, after the clearest published ladder.</summary>
    public static LightThresholds Default { get; } = new(10);
}

/// <summary>Lights as a pure function of state and day.</summary>
public static class Lights
{
    /// <summary>
    /// The light of an issue with <paramref name="openMeasures"/> measures still to be done, the earliest dated one by
    /// <paramref name="nextDeadline"/>.
    /// </summary>
    public static Light Of(IssueStatus status, int openMeasures, DateOnly? nextDeadline, DateOnly today, LightThresholds thresholds)
    {
        if (status is IssueStatus.SignedOff or IssueStatus.Registered || openMeasures == 0)
        {
            return Light.None;
        }

        return nextDeadline switch
        {
            null => Light.LongTerm,
            { } day when day < today => Light.Red,
            { } day when day <= today.AddDays(thresholds.YellowWithinDays) => Light.Yellow,
            _ => Light.Green,
        };
    }
}
