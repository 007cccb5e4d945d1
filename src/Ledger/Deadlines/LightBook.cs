using Ledger.Calendar;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Deadlines;

/// <summary>Every round's thresholds as days of today.</summary>
public sealed class LightBook(IReadOnlyDictionary<Guid, LightDays> byRound)
{
    /// <summary>The thresholds of the round.</summary>
    public LightDays this[Guid round] => byRound[round];

    /// <summary>Rounds that share the same days, together: mostly one group, whatever the number of rounds.</summary>
    public IEnumerable<(LightDays Days, Guid[] Rounds)> Groups =>
        byRound.GroupBy(round => round.Value, (days, rounds) => (days, rounds.Select(round => round.Key).ToArray()));

    /// <summary>Reads settings and calendar.</summary>
    public static async Task<LightBook> ReadAsync(LedgerDb db, DateOnly today, CancellationToken cancellationToken)
    {
        var rounds = await db.Rounds.AsNoTracking().Select(r => new { r.Id, r.Settings }).ToListAsync(cancellationToken);
        var calendar = rounds.Exists(r => r.Settings.Lights.Count == DayCount.Working)
            ? await CalendarBook.ReadAsync(db, cancellationToken)
            : WorkingCalendar.Bare;
        return new LightBook(rounds.ToDictionary(r => r.Id, r => r.Settings.LightDays(today, calendar)));
    }
}
