namespace Ledger.Calendar;

/// <summary>One day of a year's table that differs from Monday to Friday, or is a named day off on a weekend.</summary>
/// <param name="Name">The festival it belongs to: 春节.</param>
/// <param name="IsOff">Day off; false means a make-up workday (调休上班).</param>
public sealed record TableDay(DateOnly Date, string Name, bool IsOff);

/// <summary>A year's table as read from a file.</summary>
public sealed record CalendarTable(int Year, IReadOnlyList<TableDay> Days)
{
    public int DaysOff => Days.Count(day => day.IsOff);

    public int MakeUpDays => Days.Count - DaysOff;
}

/// <summary>That a year's table is there, and where it came from.</summary>
public sealed class CalendarYear
{
    /// <summary>Source of the tables that come with the product.</summary>
    public const string BuiltIn = "chinese-days";

    public required int Year { get; init; }

    /// <summary><see cref="BuiltIn"/>, or the name of the file the office loaded.</summary>
    public required string Source { get; set; }

    public required DateTimeOffset LoadedAt { get; set; }

    public required string LoadedByName { get; set; }

    public List<CalendarDay> Days { get; } = [];
}

/// <summary>A stored <see cref="TableDay"/>.</summary>
public sealed class CalendarDay
{
    public required DateOnly Day { get; init; }

    public required int Year { get; init; }

    public required string Name { get; init; }

    public required bool IsOff { get; init; }
}

/// <summary>A day the office itself has declared worked or off, e.g. for a flood or a local festival. It wins over every table.</summary>
public sealed class CalendarOverride
{
    public required DateOnly Day { get; init; }

    public required string Name { get; set; }

    public required bool IsOff { get; set; }

    public required DateTimeOffset SetAt { get; set; }

    public required string SetByName { get; set; }
}
