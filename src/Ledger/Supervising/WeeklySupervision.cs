namespace Ledger.Supervising;

/// <summary>One week's supervision (一周一督办) of a round: unique per round and week, so a repeated run finds it done.</summary>
public sealed class WeeklySupervision
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>The week's Monday, a day in Asia/Shanghai.</summary>
    public required DateOnly WeekOf { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The issues that were open when the week was opened: who owes a report is decided here, not by the workflow.</summary>
    public List<WeeklyDuty> Duties { get; } = [];

    /// <summary>The Monday of the week <paramref name="day"/> lies in.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

/// <summary>That an issue owes a report in a week (周报).</summary>
public sealed class WeeklyDuty
{
    public required Guid SupervisionId { get; init; }

    public required Guid IssueId { get; init; }
}
