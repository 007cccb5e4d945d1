namespace Ledger.Supervising;

/// <summary>How a round runs its weekly supervision.</summary>
public sealed record WeeklySettings
{
    /// <summary>The day of the week by which reports are due; a day off moves it to the next working day.</summary>
    public DayOfWeek CutOffDay { get; init; } = DayOfWeek.Friday;

    /// <summary>The time of that day, in Shanghai.</summary>
    public TimeOnly CutOffTime { get; init; } = new(17, 0);

    /// <summary>From how many misses in a row on the superior is told.</summary>
    public int MissesBeforeSuperior { get; init; } = 2;
}
