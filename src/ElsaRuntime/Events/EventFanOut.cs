using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace ElsaRuntime.Events;

/// <summary>
/// Brings one event to all instances that wait for it, however many: in portions, each one transaction that also says how
/// far it came. After a crash the same call goes on behind the last portion; nobody is left out and nobody gets it twice.
/// </summary>
public sealed class EventFanOut(NpgsqlDataSource database, IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Portion = 500;

    /// <summary>
    /// Raises an event to all that wait for it when their portion comes. Those that start to wait behind the point already
    /// reached are not included; nothing is started and nothing is kept.
    /// </summary>
    /// <param name="key">Names this raising, for example rule and day. The same key again goes on, or does nothing.</param>
    /// <returns>How many instances were reached in all, earlier calls included.</returns>
    public async Task<long> RaiseToAllAsync(string key, string eventName, JsonObject? input, CancellationToken cancellationToken)
    {
        await BeginAsync(key, eventName, input, cancellationToken);
        while (await PortionAsync(key, cancellationToken))
        {
        }

        await using var command = database.CreateCommand("select reached from elsa.event_fan_out where key = $1");
        command.Parameters.Add(new NpgsqlParameter { Value = key });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Goes on with what a crash has left unfinished. Returns the keys.</summary>
    public async Task<IReadOnlyList<string>> ResumeAsync(CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await using (var command = database.CreateCommand("select key from elsa.event_fan_out where finished_at is null order by begun_at"))
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                keys.Add(reader.GetString(0));
            }
        }

        foreach (var key in keys)
        {
            while (await PortionAsync(key, cancellationToken))
            {
            }
        }

        return keys;
    }

    private async Task BeginAsync(string key, string eventName, JsonObject? input, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "insert into elsa.event_fan_out (key, event_name, input, begun_at) values ($1, $2, $3, $4) on conflict do nothing");
        command.Parameters.AddRange(new NpgsqlParameter[]
        {
            new() { Value = key },
            new() { Value = eventName },
            new() { Value = (object?)input?.ToJsonString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Json },
            new() { Value = time.GetUtcNow() },
        });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<bool> PortionAsync(string key, CancellationToken cancellationToken)
    {
        await using var scope = scopes.OpenUnattended();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (raise, instances) = await NextAsync(transaction, key, cancellationToken);
        if (raise is null)
        {
            return false;
        }

        if (instances.Count > 0)
        {
            var engine = scope.ServiceProvider.GetRequiredService<WorkflowEngine>();
            var outcome = await engine.DeliverAsync(transaction, instances, raise, cancellationToken);
            if (outcome is WorkflowOutcome.Conflict)
            {
                // Rolled back as a whole; the next round takes the same portion again.
                return true;
            }

            if (outcome is WorkflowOutcome.Refused refused)
            {
                throw new InvalidOperationException($"A task handler refused while event '{raise.EventName}' was raised to all: {refused.Code} {refused.Detail}");
            }
        }

        await AdvanceAsync(transaction, key, instances, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await scope.ServiceProvider.GetRequiredService<MovedInstances>().PublishAsync(cancellationToken);
        return instances.Count == Portion;
    }

    // The row is locked, so that two hosts with the same key take turns.
    private static async Task<(RaiseEvent? Raise, List<string> Instances)> NextAsync(NpgsqlTransaction transaction, string key, CancellationToken cancellationToken)
    {
        RaiseEvent raise;
        string cursor;
        await using (var command = new NpgsqlCommand(
            "select event_name, input, cursor from elsa.event_fan_out where key = $1 and finished_at is null for update", transaction.Connection, transaction)
        { Parameters = { new() { Value = key } } })
        {
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            if (!await reader.ReadAsync(cancellationToken))
            {
                return (null, []);
            }

            raise = new RaiseEvent(reader.GetString(0), reader.IsDBNull(1) ? null : JsonNode.Parse(reader.GetString(1)) as JsonObject);
            cursor = reader.GetString(2);
        }

        var instances = new List<string>();
        await using var waiting = new NpgsqlCommand(
            """
            select distinct instance_id from elsa.bookmark
            where key = $1 and key <> '' and kind = $2 and instance_id > $3 order by instance_id limit $4
            """, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = raise.EventName }, new() { Value = WaitForEvent.Kind }, new() { Value = cursor }, new() { Value = Portion } },
        };
        await using var rows = await waiting.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            instances.Add(rows.GetString(0));
        }

        return (raise, instances);
    }

    private async Task AdvanceAsync(NpgsqlTransaction transaction, string key, List<string> instances, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update elsa.event_fan_out set cursor = coalesce($2, cursor), reached = reached + $3, finished_at = $4 where key = $1", transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = key },
                new() { Value = instances.Count > 0 ? instances[^1] : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = (long)instances.Count },
                new() { Value = instances.Count < Portion ? time.GetUtcNow().UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
