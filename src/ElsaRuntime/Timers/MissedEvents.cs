using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using Npgsql;

namespace ElsaRuntime.Timers;

/// <summary>Kept events for which somebody waits after all.</summary>
internal static class MissedEvents
{
    /// <summary>Takes one kept event and gives it to the instance that has waited longest; null if there is none.</summary>
    public static async Task<WorkflowOutcome?> DeliverOneAsync(WorkflowEngine engine, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"""
            delete from elsa.kept_event where id = (
                select k.id from elsa.kept_event k where exists (
                    select 1 from elsa.bookmark b where b.key = k.event_name and b.kind = '{WaitForEvent.Kind}'
                      and (k.correlation_id is null or b.correlation_id = k.correlation_id) and (k.instance_id is null or b.instance_id = k.instance_id))
                order by k.id limit 1 for update skip locked)
            returning event_name, input, correlation_id, (
                select b.instance_id from elsa.bookmark b where b.key = event_name and b.kind = '{WaitForEvent.Kind}'
                  and (kept_event.correlation_id is null or b.correlation_id = kept_event.correlation_id)
                  and (kept_event.instance_id is null or b.instance_id = kept_event.instance_id)
                order by b.instance_id limit 1)
            """, transaction.Connection, transaction);
        RaiseEvent raise;
        string instanceId;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken) || reader.IsDBNull(3))
            {
                return null;
            }

            instanceId = reader.GetString(3);
            var input = reader.IsDBNull(1) ? null : JsonNode.Parse(reader.GetString(1)) as JsonObject;
            raise = new RaiseEvent(reader.GetString(0), input, reader.IsDBNull(2) ? null : reader.GetString(2), instanceId);
        }

        return await engine.DeliverAsync(transaction, [instanceId], raise, cancellationToken);
    }
}
