using Ledger.Deadlines;

namespace Ledger.Supervising;

/// <summary>One week's supervision (一周一督办) of a round: unique per round and week, so a repeated run finds it done.</summary>
public sealed class WeeklySupervision
{
    private static readonly TimeSpan ShortestNotice = TimeSpan.FromHours(4);

    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>The week's Monday, a day in Asia/Shanghai.</summary>
    public required DateOnly WeekOf { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>By when reports are due: fixed at the opening, so that a later change of settings moves no running week.</summary>
    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>When it was judged who had not reported; once closed a week counts as one supervision check (督办检查).</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The issues that were open when the week was opened: who owes a report is decided here, not by the workflow.</summary>
    public List<WeeklyDuty> Duties { get; } = [];

    /// <summary>The Monday of the week <paramref name="day"/> lies in.</summary>
    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>
    /// The cut-off of the week from <paramref name="monday"/>, opened at <paramref name="now"/>. A day off moves it to the next
    /// working day; so does a week that was opened late: nobody misses what he was hardly asked for.
    /// </summary>
    public static DateTimeOffset CutOffOf(DateOnly monday, WeeklySettings settings, Func<DateOnly, bool> isWorkingDay, DateTimeOffset now)
    {
        var day = monday.AddDays(((int)settings.CutOffDay + 6) % 7);
        while (!isWorkingDay(day) || Shanghai.At(day, settings.CutOffTime) < now + ShortestNotice)
        {
            day = day.AddDays(1);
        }

        return Shanghai.At(day, settings.CutOffTime);
    }
}

/// <summary>That an issue owes a report in a week (周报), and which unit owes it.</summary>
public sealed class WeeklyDuty
{
    public required Guid SupervisionId { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>The lead unit when the week was opened.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Judged at the cut-off: how many in a row this unit has now missed for this issue; zero when it reported.</summary>
    public int Misses { get; init; }
}
