using Ledger.Calendar;
using Testing;

namespace Ledger.Tests.Calendar;

/// <summary>The mainland's tables as the product ships them.</summary>
internal static class Holidays
{
    public static CalendarTable[] Tables { get; } = CalendarFile.Read(File.ReadAllBytes(
        SourceTree.File("src/Host/node_modules/chinese-days/dist/chinese-days.json"))).Value!;

    /// <summary>All years but those named, as a calendar.</summary>
    public static WorkingCalendar Calendar(params int[] without)
    {
        var tables = Tables.Where(t => !without.Contains(t.Year)).ToList();
        return new WorkingCalendar(
            tables.Select(t => t.Year), tables.SelectMany(t => t.Days).Select(d => KeyValuePair.Create(d.Date, !d.IsOff)), []);
    }
}
