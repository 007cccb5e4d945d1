using System.Text.Json;
using Ledger.Refusals;

namespace Ledger.Calendar;

/// <summary>
/// Reads years' tables from a file in either of the two public forms: <c>chinese-days</c>
/// (<c>{"holidays": {"2026-01-01": "New Year's Day,元旦,1"}, "workdays": {…}}</c>) or <c>holiday-cn</c>
/// (<c>{"year": 2026, "days": [{"name": "元旦", "date": "2026-01-01", "isOffDay": true}]}</c>). What cannot be right is refused
/// with its line and the reason; nothing is guessed.
/// </summary>
public static class CalendarFile
{
    public const int LargestInBytes = 1024 * 1024;

    /// <summary>The tables in the file, by year; at least one.</summary>
    public static Outcome<CalendarTable[]> Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LargestInBytes)
        {
            return CalendarRefusals.TooLarge;
        }

        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        try
        {
            var read = new CalendarFileReader(bytes).Read();
            return CalendarTableCheck.Refuse(read) is { } refusal ? refusal : Tables(read);
        }
        catch (JsonException broken)
        {
            return CalendarRefusals.NotJson((broken.LineNumber ?? 0) + 1);
        }
        catch (CalendarFileException wrong)
        {
            return wrong.Refusal;
        }
    }

    private static CalendarTable[] Tables(CalendarFileContent read) =>
        [.. read.Days.GroupBy(day => read.Year ?? day.Day.Date.Year).OrderBy(year => year.Key)
            .Select(year => new CalendarTable(year.Key, [.. year.Select(day => day.Day).OrderBy(day => day.Date)]))];
}
