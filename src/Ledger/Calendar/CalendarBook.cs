using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Calendar;

/// <summary>Reads the calendar as it is kept in the database.</summary>
public static class CalendarBook
{
    /// <summary>The whole calendar: some hundred rows in three queries.</summary>
    public static async Task<WorkingCalendar> ReadAsync(LedgerDb db, CancellationToken cancellationToken)
    {
        var years = await db.CalendarYears.Select(y => y.Year).ToListAsync(cancellationToken);
        var days = await db.CalendarDays.Select(d => new { d.Day, d.IsOff }).ToListAsync(cancellationToken);
        var own = await db.CalendarOverrides.Select(o => new { o.Day, o.IsOff }).ToListAsync(cancellationToken);
        return new WorkingCalendar(
            years,
            days.Select(d => KeyValuePair.Create(d.Day, !d.IsOff)),
            own.Select(o => KeyValuePair.Create(o.Day, !o.IsOff)));
    }
}
