using Ledger.Calendar;

namespace Ledger.Tests.Calendar;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar Mainland = Holidays.Calendar();

    [Theory]
    [InlineData("2024-02-04", true)] // Sunday before Spring Festival 2024, made up
    [InlineData("2024-02-09", true)] // New Year's Eve 2024 was a workday
    [InlineData("2024-02-10", false)]
    [InlineData("2024-02-17", false)]
    [InlineData("2024-02-18", true)] // Sunday, made up
    [InlineData("2023-09-29", false)] // Mid-Autumn and National Day 2023 in one
    [InlineData("2023-10-06", false)]
    [InlineData("2023-10-07", true)] // Saturday, made up
    [InlineData("2023-10-08", true)] // Sunday, made up
    [InlineData("2023-12-30", false)]
    [InlineData("2024-01-01", false)]
    [InlineData("2024-01-02", true)]
    public void Named_days_are_worked_or_off_as_they_were(string day, bool isWorked) =>
        Assert.Equal(isWorked, Mainland.IsWorkingDay(DateOnly.Parse(day)));

    [Theory]
    [InlineData("2024-02-08", 1, "2024-02-09")]
    [InlineData("2024-02-09", 1, "2024-02-18")] // over the festival onto the make-up Sunday
    [InlineData("2024-02-09", 2, "2024-02-19")]
    [InlineData("2024-02-18", -1, "2024-02-09")]
    [InlineData("2024-02-05", -2, "2024-02-02")] // back over the make-up Sunday and the plain Saturday
    [InlineData("2023-09-28", 1, "2023-10-07")]
    [InlineData("2023-09-28", 3, "2023-10-09")]
    [InlineData("2023-10-09", -3, "2023-09-28")]
    [InlineData("2023-12-29", 1, "2024-01-02")] // over the end of a year
    [InlineData("2024-01-02", -1, "2023-12-29")]
    [InlineData("2024-02-10", 0, "2024-02-10")]
    public void Working_days_are_counted_over_festivals_and_make_up_days(string from, int count, string to)
    {
        var (start, end) = (DateOnly.Parse(from), DateOnly.Parse(to));

        Assert.Equal(end, Mainland.AddWorkingDays(start, count));
        if (count != 0)
        {
            Assert.Equal(count, Mainland.WorkingDaysBetween(start, end) + (count < 0 ? -Off(end, start) : 0));
        }
    }

    [Theory]
    [InlineData("2024-02-10", "2024-02-18")]
    [InlineData("2023-09-30", "2023-10-07")]
    [InlineData("2023-12-31", "2024-01-02")]
    [InlineData("2024-02-09", "2024-02-09")]
    public void A_day_off_runs_to_the_next_working_day(string day, string next) =>
        Assert.Equal(DateOnly.Parse(next), Mainland.NextWorkingDay(DateOnly.Parse(day)));

    [Fact]
    public void Without_a_table_Monday_to_Friday_counts_and_the_year_says_so()
    {
        var calendar = Holidays.Calendar(without: 2024);

        Assert.True(calendar.HasTable(2023));
        Assert.False(calendar.HasTable(2024));
        Assert.True(calendar.IsWorkingDay(new DateOnly(2024, 2, 12)));
        Assert.False(calendar.IsWorkingDay(new DateOnly(2024, 2, 18)));
    }

    [Fact]
    public void The_offices_own_day_wins_over_the_table()
    {
        var flood = new DateOnly(2024, 2, 10);
        var calendar = new WorkingCalendar([2024], [KeyValuePair.Create(flood, false)], [KeyValuePair.Create(flood, true)]);

        Assert.True(calendar.IsWorkingDay(flood));
    }

    // Counting back ends on the day asked for, which counting forward from it leaves out.
    private static int Off(DateOnly low, DateOnly high) =>
        (Mainland.IsWorkingDay(low) ? 0 : 1) - (Mainland.IsWorkingDay(high) ? 0 : 1);
}
