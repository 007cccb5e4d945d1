using Ledger.Refusals;

namespace Ledger.Calendar;

/// <summary>Why a calendar file or an override day is not taken. Their texts stand in <c>RefusalTexts</c>.</summary>
public static class CalendarRefusals
{
    public static Refusal TooLarge { get; } = new("CalendarTooLarge", RefusalKind.Invalid);
    public static Refusal UnknownForm { get; } = new("CalendarUnknownForm", RefusalKind.Invalid);
    public static Refusal NotJson(long line) => new("CalendarNotJson", RefusalKind.Invalid, line);
    public static Refusal DayUnreadable(int line, string text) => new("CalendarDayUnreadable", RefusalKind.Invalid, line, text);
    public static Refusal DayWithoutName(int line) => new("CalendarDayWithoutName", RefusalKind.Invalid, line);
    public static Refusal DayNeitherOffNorWorked(int line) => new("CalendarDayNeitherOffNorWorked", RefusalKind.Invalid, line);
    public static Refusal YearOutOfReach(int line, int year) => new("CalendarYearOutOfReach", RefusalKind.Invalid, line, Text(year));
    public static Refusal DayOfAnotherYear(int line, DateOnly day, int year) => new("CalendarDayOfAnotherYear", RefusalKind.Invalid, line, Text(day), Text(year));
    public static Refusal MakeUpOnAWorkday(int line, DateOnly day) => new("CalendarMakeUpOnAWorkday", RefusalKind.Invalid, line, Text(day));
    public static Refusal DayTwice(int line, DateOnly day, int before) => new("CalendarDayTwice", RefusalKind.Invalid, line, Text(day), before);
    public static Refusal TableCutShort(int year, int daysOff) => new("CalendarTableCutShort", RefusalKind.Invalid, Text(year), daysOff);
    public static Refusal OverrideWithoutName { get; } = new("CalendarOverrideWithoutName", RefusalKind.Invalid);
    public static Refusal OverrideWithoutDay { get; } = new("CalendarOverrideWithoutDay", RefusalKind.Invalid);
    public static Refusal OverrideChangesNothing(DateOnly day) => new("CalendarOverrideChangesNothing", RefusalKind.Conflict, Text(day));
    public static Refusal OverrideNotThere { get; } = new("CalendarOverrideNotThere", RefusalKind.Conflict);
    public static Refusal PreviewGone { get; } = new("CalendarPreviewGone", RefusalKind.Conflict);

    private static string Text(IFormattable value) =>
        value.ToString(value is DateOnly ? "yyyy-MM-dd" : null, System.Globalization.CultureInfo.InvariantCulture);
}
