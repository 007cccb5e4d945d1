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

    /// <summary>Few days are left, or less is done than time has gone.</summary>
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

    /// <summary>Yellow as well while a measure is behind plan, by as many points as bring an issue before the meeting (Suqian).</summary>
    public bool YellowBehindPlan { get; init; } = true;

    /// <summary>What they mean on <paramref name="today"/>; of being behind plan they know nothing, see <see cref="Rounds.RoundSettings.LightDays"/>.</summary>
    public LightDays On(DateOnly today, WorkingCalendar calendar) => Count == DayCount.Working
        ? new LightDays(calendar.AddWorkingDays(today, -RedAfter), calendar.AddWorkingDays(today, YellowWithin))
        : new LightDays(today.AddDays(-RedAfter), today.AddDays(YellowWithin));

    /// <summary>Whether they can be used.</summary>
    public bool AreInReach => YellowWithin is >= 0 and <= LongestDays && RedAfter is >= 0 and <= LongestDays;
}

/// <summary>Thresholds as of a day: red before the first, yellow up to the second, or from so many points behind plan on.</summary>
public sealed record LightDays(DateOnly RedBefore, DateOnly YellowUntil, int BehindPoints = int.MaxValue);

/// <summary>Lights as a pure function of state and day.</summary>
public static class Lights
{
    /// <summary>What is told beside the light: the points, where they are enough to bring the issue before the meeting; null else.</summary>
    public static int? BehindToTell(IssueStatus status, int behind, LightDays days) => status.IsOpen() && behind >= days.BehindPoints ? behind : null;

    /// <summary>
    /// The light of an issue with <paramref name="openMeasures"/> measures still to be done, the earliest dated one by
    /// <paramref name="nextDeadline"/>, the one that lags most by <paramref name="behind"/> points.
    /// </summary>
    public static Light Of(IssueStatus status, int openMeasures, DateOnly? nextDeadline, int behind, LightDays days)
    {
        if (!status.IsOpen() || openMeasures == 0)
        {
            return Light.None;
        }

        return nextDeadline switch
        {
            null => Light.LongTerm,
            { } day when day < days.RedBefore => Light.Red,
            { } day when day <= days.YellowUntil || behind >= days.BehindPoints => Light.Yellow,
            _ => Light.Green,
        };
    }
}
