using Ledger.Deadlines;

namespace Ledger.Scheduling;

/// <summary>One half-monthly scheduling meeting (半月一调度): unique per round and half month.</summary>
public sealed class SchedulingMeeting
{
    private static readonly TimeSpan ShortestNotice = TimeSpan.FromHours(4);

    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>First day of the half month it belongs to: the 1st or the 16th.</summary>
    public required DateOnly HalfMonthFrom { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it is held.</summary>
    public required DateTimeOffset MeetsAt { get; set; }

    public required string Place { get; set; }

    /// <summary>How often day or place were changed: participants are told anew each time.</summary>
    public int Changes { get; set; }

    /// <summary>Who took part, as recorded.</summary>
    public string Attendees { get; set; } = string.Empty;

    /// <summary>What was reported and found (会议研判).</summary>
    public string Minutes { get; set; } = string.Empty;

    /// <summary>When the record was closed; from then on it and its decisions are frozen.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedByName { get; set; }

    public List<AgendaEntry> Agenda { get; } = [];

    public List<MeetingDecision> Decisions { get; } = [];

    /// <summary>The half month <paramref name="day"/> lies in, by its first day.</summary>
    public static DateOnly HalfMonthOf(DateOnly day) => new(day.Year, day.Month, day.Day < 16 ? 1 : 16);

    /// <summary>
    /// When the meeting of a half month is held. A day off moves it to the next working day; so does a half month that was opened
    /// late: the agenda reaches people before they meet.
    /// </summary>
    public static DateTimeOffset TimeOf(DateOnly halfMonthFrom, SchedulingSettings settings, Func<DateOnly, bool> isWorkingDay, DateTimeOffset now)
    {
        var day = halfMonthFrom.AddDays(settings.DaysAfterOpening);
        while (!isWorkingDay(day) || Shanghai.At(day, settings.Time) < now + ShortestNotice)
        {
            day = day.AddDays(1);
        }

        return Shanghai.At(day, settings.Time);
    }
}

/// <summary>Why an issue is on the agenda.</summary>
public enum AgendaReason
{
    /// <summary>A measure's deadline has passed.</summary>
    Overdue,

    /// <summary>Less progress than time has gone.</summary>
    BehindPlan,

    /// <summary>Its last weekly report was not there at the cut-off.</summary>
    ReportMissing,

    /// <summary>A letter to its unit is not answered in time.</summary>
    LetterUnanswered,

    /// <summary>An extension is asked for and not decided.</summary>
    ExtensionAsked,
}

/// <summary>One exception that brings an issue before the meeting; an issue may have several.</summary>
public sealed class AgendaEntry
{
    public required Guid MeetingId { get; init; }

    public required Guid IssueId { get; init; }

    public required AgendaReason Reason { get; init; }

    /// <summary>How bad: days overdue, points behind, misses in a row, letters open, extensions open.</summary>
    public required int Amount { get; init; }
}

/// <summary>What the meeting decided: a task with an owner and a date (议定事项).</summary>
public sealed class MeetingDecision
{
    public required Guid Id { get; init; }

    public required Guid MeetingId { get; init; }

    /// <summary>From 1 within the meeting.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The issue it concerns, if one.</summary>
    public Guid? IssueId { get; init; }

    public required string Text { get; init; }

    /// <summary>Who sees to it.</summary>
    public required Guid OwnerId { get; init; }

    public required string OwnerName { get; init; }

    public required DateOnly DueOn { get; init; }

    public DateTimeOffset? DoneAt { get; set; }

    public string? DoneByName { get; set; }

    /// <summary>What came of it.</summary>
    public string? Result { get; set; }
}
