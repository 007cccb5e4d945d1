namespace Ledger.Scheduling;

/// <summary>How a round holds its half-monthly scheduling.</summary>
public sealed record SchedulingSettings
{
    /// <summary>Days after the half month's first day on which the meeting is held; a day off moves it to the next working day.</summary>
    public int DaysAfterOpening { get; init; } = 1;

    /// <summary>The time of the meeting, in Shanghai.</summary>
    public TimeOnly Time { get; init; } = new(15, 0);

    public string Place { get; init; } = "整改办会议室";

    /// <summary>By how many points reported progress may lag behind the share of time that has gone before a measure is behind plan.</summary>
    public int BehindPlanPoints { get; init; } = 30;
}
