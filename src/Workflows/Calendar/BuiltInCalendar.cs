using Ledger.Calendar;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Workflows.Calendar;

/// <summary>
/// Keeps the tables that come with the product: at a start, years that are missing are loaded, and years that came with an
/// older version are brought up to date. What the office loaded itself is never touched.
/// </summary>
public sealed class BuiltInCalendar(OfficeTransaction office, TimeProvider clock)
{
    /// <summary>Takes <paramref name="tables"/> over where needed; nothing to do when all are there.</summary>
    public async Task KeepAsync(IReadOnlyList<CalendarTable> tables, CancellationToken cancellationToken)
    {
        await office.RunAsync(Actor.System, async (_, db) =>
        {
            var stored = await StoredAsync(db, cancellationToken);
            foreach (var table in tables.Where(table => IsWanted(table, stored.GetValueOrDefault(table.Year))))
            {
                await KeepCalendar.LoadAsync(db, table, CalendarYear.BuiltIn, Actor.System, clock.GetUtcNow(), cancellationToken);
            }

            return (Refusal?)null;
        }, cancellationToken);
    }

    private static Task<Dictionary<int, CalendarYear>> StoredAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.CalendarYears.AsNoTracking().Include(y => y.Days).ToDictionaryAsync(y => y.Year, cancellationToken);

    private static bool IsWanted(CalendarTable table, CalendarYear? stored) =>
        stored is null
        || (stored.Source == CalendarYear.BuiltIn
            && !stored.Days.Select(d => (d.Day, d.IsOff)).ToHashSet().SetEquals(table.Days.Select(d => (d.Date, d.IsOff))));
}
