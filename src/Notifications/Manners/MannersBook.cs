using Npgsql;
using NpgsqlTypes;

namespace Notifications.Manners;

/// <summary>The house's manners and its readers' choices, as kept in the database.</summary>
public sealed class MannersBook(NpgsqlDataSource database, IWorkingDays calendar, TimeProvider clock)
{
    /// <summary>What applies now.</summary>
    public async Task<DeliveryManners> HouseAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select quiet_from, quiet_until, working_days_only from notifications.delivery_manners");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new DeliveryManners(reader.GetFieldValue<TimeOnly>(0), reader.GetFieldValue<TimeOnly>(1), reader.GetBoolean(2))
            : DeliveryManners.Default;
    }

    /// <summary>Sets the house's manners; mails already owed keep their time.</summary>
    public async Task SaveHouseAsync(DeliveryManners manners, string by, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            insert into notifications.delivery_manners (quiet_from, quiet_until, working_days_only, saved_at, saved_by)
            values (@from, @until, @workingDays, @now, @by)
            on conflict (only_row) do update set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
                working_days_only = excluded.working_days_only, saved_at = excluded.saved_at, saved_by = excluded.saved_by
            """);
        command.Parameters.AddWithValue("from", manners.QuietFrom);
        command.Parameters.AddWithValue("until", manners.QuietUntil);
        command.Parameters.AddWithValue("workingDays", manners.WorkingDaysOnly);
        command.Parameters.AddWithValue("now", clock.GetUtcNow().UtcDateTime);
        command.Parameters.AddWithValue("by", by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The time of day this reader wants mails that can wait; null when he takes them as they come.</summary>
    public async Task<TimeOnly?> ChoiceAsync(string address, CancellationToken cancellationToken) =>
        (await ChoicesAsync([address], cancellationToken)).TryGetValue(address, out var time) ? time : null;

    /// <summary>Keeps a reader's choice; null takes it back.</summary>
    public async Task ChooseAsync(string address, TimeOnly? deliverAt, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(deliverAt is null
            ? "delete from notifications.reader_choice where address = lower(@address)"
            : """
            insert into notifications.reader_choice (address, deliver_at, saved_at) values (lower(@address), @at, @now)
            on conflict (address) do update set deliver_at = excluded.deliver_at, saved_at = excluded.saved_at
            """);
        command.Parameters.AddWithValue("address", address);
        command.Parameters.AddWithValue("at", NpgsqlDbType.Time, (object?)deliverAt ?? DBNull.Value);
        command.Parameters.AddWithValue("now", clock.GetUtcNow().UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The choices of those of <paramref name="addresses"/> who made one.</summary>
    internal async Task<IReadOnlyDictionary<string, TimeOnly>> ChoicesAsync(
        IReadOnlyCollection<string> addresses, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select address, deliver_at from notifications.reader_choice where address = any(@addresses)");
        command.Parameters.AddWithValue("addresses", addresses.Select(one => one.ToLowerInvariant()).Distinct().ToArray());
        var choices = new Dictionary<string, TimeOnly>(StringComparer.OrdinalIgnoreCase);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            choices[reader.GetString(0)] = reader.GetFieldValue<TimeOnly>(1);
        return choices;
    }

    /// <summary>A judge of instants, good for a batch: the house's manners and the calendar from the earliest of them on.</summary>
    internal async Task<Func<DateTimeOffset, TimeOnly?, DateTimeOffset>> JudgeAsync(
        DateTimeOffset earliest, DateTimeOffset latest, CancellationToken cancellationToken)
    {
        var manners = await HouseAsync(cancellationToken);
        var working = await calendar.BetweenAsync(DateOnly.FromDateTime(ShanghaiTime.Of(earliest)),
            DateOnly.FromDateTime(ShanghaiTime.Of(latest)).AddDays(DeliveryManners.Horizon), cancellationToken);
        return (wanted, personal) => manners.Earliest(wanted, personal, working.Contains);
    }
}
