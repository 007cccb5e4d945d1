using Ledger.Calendar;
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

/// <summary>When a round's lights change. There is no national rule: the office sets it per round.</summary>
public sealed record LightSettings
{
    public const int LongestDays = 180;

    /// <summary>Yellow from so many days before the deadline on; ten, after the clearest published ladder.</summary>
    public int YellowWithin { get; init; } = 10;

    /// <summary>How both thresholds count.</summary>
    public DayCount Count { get; init; } = DayCount.Calendar;

    /// <summary>Days of grace after the deadline during which the light is still yellow.</summary>
    public int RedAfter { get; init; }

    /// <summary>What they mean on <paramref name="today"/>.</summary>
    public LightDays On(DateOnly today, WorkingCalendar calendar) => Count == DayCount.Working
        ? new LightDays(calendar.AddWorkingDays(today, -RedAfter), calendar.AddWorkingDays(today, YellowWithin))
        : new LightDays(today.AddDays(-RedAfter), today.AddDays(YellowWithin));

    /// <summary>Whether they can be used.</summary>
    public bool AreInReach => YellowWithin is >= 0 and <= LongestDays && RedAfter is >= 0 and <= LongestDays;
}

/// <summary>Thresholds as days: red before the first, yellow up to the second.</summary>
public sealed record LightDays(DateOnly RedBefore, DateOnly YellowUntil);

/// <summary>Lights as a pure function of state and day.</summary>
public static class Lights
{
    /// <summary>
    /// The light of an issue with <paramref name="openMeasures"/> measures still to be done, the earliest dated one by
    /// <paramref name="nextDeadline"/>.
    /// </summary>
    public static Light Of(IssueStatus status, int openMeasures, DateOnly? nextDeadline, LightDays days)
    {
        if (!status.IsOpen() || openMeasures == 0)
        {
            return Light.None;
        }

        return nextDeadline switch
        {
            null => Light.LongTerm,
            { } day when day < days.RedBefore => Light.Red,
            { } day when day <= days.YellowUntil => Light.Yellow,
            _ => Light.Green,
        };
    }
}
