using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using Npgsql;

namespace ElsaRuntime.Timers;

/// <summary>Kept events for which somebody waits after all.</summary>
internal static class MissedEvents
{
    private const string Next = $"""
        select k.id, k.event_name, k.input, k.correlation_id, k.instance_id, b.instance_id, b.number
        from elsa.kept_event k
        cross join lateral (
            select b.instance_id, b.number from elsa.bookmark b
            where b.key = k.event_name and b.key <> '' and b.kind = '{WaitForEvent.Kind}'
              and (k.correlation_id is null or b.correlation_id = k.correlation_id) and (k.instance_id is null or b.instance_id = k.instance_id)
            order by b.instance_id, b.number limit 1) b
        order by k.id limit 1 for update of k skip locked
        """;

    /// <summary>
    /// Takes one kept event and gives it to the instance that has waited longest; null if there is none. One that a handler
    /// refuses is dropped, and the journal says so.
    /// </summary>
    public static async Task<WorkflowOutcome?> DeliverOneAsync(WorkflowEngine engine, NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        await FindAsync(transaction, cancellationToken) is { } match ? await engine.DeliverKeptAsync(transaction, match, cancellationToken) : null;

    private static async Task<KeptMatch?> FindAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Next, transaction.Connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var kept = new Stimulus.Event(reader.GetString(1), reader.IsDBNull(2) ? null : JsonNode.Parse(reader.GetString(2)), Text(3), Text(4));
        return new KeptMatch(reader.GetInt64(0), kept, reader.GetString(5), reader.GetInt32(6));

        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
    }
}
