using ElsaRuntime.Acts;
using ElsaRuntime.Definitions;
using ElsaRuntime.Model;
using Npgsql;

namespace ElsaRuntime.Events;

/// <summary>Keeps what starts the published workflows: events by name, and times.</summary>
public sealed class TriggerIndex
{
    private readonly EngineServices services;

    internal TriggerIndex(EngineServices services) => this.services = services;

    /// <summary>Makes the triggers of a definition those of this version. Call it in the transaction that publishes.</summary>
    /// <returns>What cannot start the workflow as it is written. As in Elsa the version may then not be published.</returns>
    public async Task<IReadOnlyList<DefinitionProblem>> ReplaceAsync(NpgsqlTransaction transaction, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        await RemoveAsync(transaction, definition.DefinitionId, cancellationToken);
        var (triggers, problems) = await TriggersOfVersion.FindAsync(new Act(services, TaskDesk.NoHandlers, transaction, cancellationToken), definition);
        if (triggers.Count == 0)
        {
            return problems;
        }

        await using var command = new NpgsqlCommand(
            """
            insert into elsa.trigger (definition_id, definition_version_id, activity_id, kind, key, due_at)
            select $1, $2, t.* from unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) t
            on conflict do nothing
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                new() { Value = definition.DefinitionId },
                new() { Value = definition.VersionId },
                new() { Value = triggers.ConvertAll(t => t.ActivityId) },
                new() { Value = triggers.ConvertAll(t => t.Kind) },
                new() { Value = triggers.ConvertAll(t => t.Key) },
                new() { Value = triggers.ConvertAll(t => t.DueAt) },
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        return problems;
    }

    /// <summary>Takes the triggers of a definition away: it was retracted or deleted.</summary>
    public static async Task RemoveAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "delete from elsa.trigger where definition_id = $1", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = definitionId } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
