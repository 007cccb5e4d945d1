using Ledger.Calendar;
using Ledger.Storage;
using Notifications.Manners;
using Npgsql;

namespace Workflows.Calendar;

/// <summary>Lends the ledger's calendar to the mail, which keeps what can wait out of days off.</summary>
public sealed class LedgerWorkingDays(NpgsqlDataSource source) : IWorkingDays
{
    /// <inheritdoc />
    public async Task<IReadOnlySet<DateOnly>> BetweenAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken)
    {
        await using var db = LedgerDb.On(source);
        var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
        return Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(from.AddDays).Where(calendar.IsWorkingDay).ToHashSet();
    }
}
