using System.Globalization;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Timers;

/// <summary>Times at which published workflows start.</summary>
internal static class DueTriggers
{
    /// <summary>Takes one trigger whose time has come and sets its next time; null if there is none.</summary>
    public static async Task<TriggerRow?> TakeAsync(NpgsqlTransaction transaction, EngineServices services, CancellationToken cancellationToken)
    {
        var now = services.Time.GetUtcNow();
        await using var query = new NpgsqlCommand(
            """
            select definition_id, activity_id, definition_version_id, kind, key from elsa.trigger
            where due_at <= $1 order by due_at limit 1 for update skip locked
            """, transaction.Connection, transaction)
        { Parameters = { new() { Value = now } } };
        string definitionId, activityId, versionId, kind, key;
        await using (var reader = await query.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken))
            {
                return null;
            }

            (definitionId, activityId, versionId, kind, key) = (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4));
        }

        await using var update = new NpgsqlCommand(
            "update elsa.trigger set due_at = $3 where definition_id = $1 and activity_id = $2", transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = definitionId },
                new() { Value = activityId },
                new() { Value = (object?)Next(kind, key, now, services.TimeZone)?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
            },
        };
        await update.ExecuteNonQueryAsync(cancellationToken);
        return new TriggerRow(versionId, activityId);
    }

    /// <summary>The next time after now; times missed while nobody swept are not made up for.</summary>
    public static DateTimeOffset? Next(string kind, string key, DateTimeOffset now, TimeZoneInfo zone) => kind switch
    {
        "Elsa.Timer" when TimeSpan.TryParse(key, CultureInfo.InvariantCulture, out var interval) && interval > TimeSpan.Zero => now + interval,
        "Elsa.Cron" => NextOf(key, now, zone),
        _ => null,
    };

    // What does not parse is a problem of the definition, reported when it is saved; it never comes due.
    private static DateTimeOffset? NextOf(string expression, DateTimeOffset now, TimeZoneInfo zone)
    {
        try
        {
            return CronTimes.Next(expression, now, zone);
        }
        catch (Cronos.CronFormatException)
        {
            return null;
        }
    }
}
