using System.Collections.Frozen;

namespace Ledger.Calendar;

/// <summary>
/// Which days are worked (工作日): Monday to Friday, changed by the State Council's yearly table (days off and make-up
/// workdays, 调休) and, above both, by the office's own override days. Pure and immutable; days are days in Asia/Shanghai.
/// </summary>
public sealed class WorkingCalendar
{
    private readonly FrozenDictionary<DateOnly, bool> exceptions;
    private readonly FrozenSet<int> years;

    /// <param name="years">The years whose table is there.</param>
    /// <param name="tables">Days on which a table differs from Monday to Friday: true means worked.</param>
    /// <param name="overrides">The office's own days, which win.</param>
    public WorkingCalendar(
        IEnumerable<int> years, IEnumerable<KeyValuePair<DateOnly, bool>> tables, IEnumerable<KeyValuePair<DateOnly, bool>> overrides)
    {
        this.years = years.ToFrozenSet();
        var days = new Dictionary<DateOnly, bool>(tables);
        foreach (var (day, isWorked) in overrides)
        {
            days[day] = isWorked;
        }

        exceptions = days.ToFrozenDictionary();
    }

    /// <summary>Monday to Friday and nothing else: what is left when no table is there.</summary>
    public static WorkingCalendar Bare { get; } = new([], [], []);

    /// <summary>Whether the table of <paramref name="year"/> is there; without it every date in the year is provisional.</summary>
    public bool HasTable(int year) => years.Contains(year);

    /// <summary>Whether people work on <paramref name="day"/>.</summary>
    public bool IsWorkingDay(DateOnly day) => exceptions.TryGetValue(day, out var isWorked)
        ? isWorked
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary><paramref name="day"/> itself when it is worked, else the first worked day after it (遇节假日顺延).</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        while (!IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>
    /// The day <paramref name="count"/> working days after <paramref name="day"/>, or before it when negative. The day itself is
    /// not counted; with 0 it is answered as it is.
    /// </summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return day;
    }

    /// <summary>How many working days lie after <paramref name="from"/>, up to and with <paramref name="to"/>; negative when it lies before.</summary>
    public int WorkingDaysBetween(DateOnly from, DateOnly to)
    {
        var (low, high) = from <= to ? (from, to) : (to, from);
        var count = 0;
        for (var day = low.AddDays(1); day <= high; day = day.AddDays(1))
        {
            count += IsWorkingDay(day) ? 1 : 0;
        }

        return from <= to ? count : -count;
    }
}
