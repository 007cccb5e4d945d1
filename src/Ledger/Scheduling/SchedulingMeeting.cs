namespace Ledger.Scheduling;

/// <summary>One half-monthly scheduling meeting (半月一调度): unique per round and planned day.</summary>
public sealed class SchedulingMeeting
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>First day of the half month it belongs to: the 1st or the 16th.</summary>
    public required DateOnly HalfMonthFrom { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The half month <paramref name="day"/> lies in, by its first day.</summary>
    public static DateOnly HalfMonthOf(DateOnly day) => new(day.Year, day.Month, day.Day < 16 ? 1 : 16);
}
