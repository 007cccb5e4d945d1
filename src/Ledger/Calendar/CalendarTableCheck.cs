using Ledger.Refusals;

namespace Ledger.Calendar;

/// <summary>What a year's table must keep to be believed.</summary>
internal static class CalendarTableCheck
{
    // Seven festivals a year; a table that names fewer days off than this has been cut short.
    private const int FewestDaysOff = 7;

    public static Refusal? Refuse(CalendarFileContent content) =>
        content.Days.Count == 0 ? CalendarRefusals.UnknownForm : RefuseDay(content) ?? RefuseYear(content);

    private static Refusal? RefuseDay(CalendarFileContent content)
    {
        var seen = new Dictionary<DateOnly, FileDay>();
        foreach (var day in content.Days)
        {
            if (day.Day.Date.Year is < 2000 or > 2100)
            {
                return CalendarRefusals.YearOutOfReach(day.Line, day.Day.Date.Year);
            }

            // The notice for a year may reach a few days into its neighbours, not further.
            if (content.Year is { } year && Math.Abs(day.Day.Date.DayNumber - Middle(year)) > 200)
            {
                return CalendarRefusals.DayOfAnotherYear(day.Line, day.Day.Date, year);
            }

            if (!day.Day.IsOff && day.Day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                return CalendarRefusals.MakeUpOnAWorkday(day.Line, day.Day.Date);
            }

            if (!seen.TryAdd(day.Day.Date, day))
            {
                return CalendarRefusals.DayTwice(day.Line, day.Day.Date, seen[day.Day.Date].Line);
            }
        }

        return null;
    }

    private static Refusal? RefuseYear(CalendarFileContent content)
    {
        var cut = content.Days.GroupBy(day => content.Year ?? day.Day.Date.Year)
            .Select(year => (Year: year.Key, Off: year.Count(day => day.Day.IsOff)))
            .FirstOrDefault(year => year.Off < FewestDaysOff);
        return cut.Year == 0 ? null : CalendarRefusals.TableCutShort(cut.Year, cut.Off);
    }

    private static int Middle(int year) => new DateOnly(year, 7, 2).DayNumber;
}
