using ElsaRuntime.Model;
using ElsaRuntime.State;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>Whether a definition's activation strategy lets another instance start.</summary>
internal static class Activation
{
    /// <summary>
    /// Asks under a lock that is held to the end of the transaction, so that two starts at once do not both see an empty field.
    /// </summary>
    public static async ValueTask<bool> MayStartAsync(
        NpgsqlTransaction transaction, WorkflowDefinition definition, string? correlationId, Act act, CancellationToken cancellationToken)
    {
        var (byDefinition, byCorrelation) = Asks(definition.ActivationStrategy, correlationId);
        if (!byDefinition && !byCorrelation)
        {
            return true;
        }

        if (act.All.Any(i => !i.IsFinished && Collides(i, definition, correlationId, byDefinition, byCorrelation)))
        {
            return false;
        }

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                {
                    Parameters = { new() { Value = byDefinition ? "elsa-definition:" + definition.DefinitionId : "elsa-correlation:" + correlationId } },
                },
                new NpgsqlBatchCommand(Question)
                {
                    Parameters =
                    {
                        new() { Value = byDefinition ? definition.DefinitionId : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                        new() { Value = byCorrelation ? correlationId! : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text },
                        new() { Value = act.All.Where(i => i.IsFinished).Select(i => i.Id).ToArray() },
                    },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return !await reader.ReadAsync(cancellationToken);
    }

    // Instances that finished in this very act are not saved yet and do not count.
    private const string Question = """
        select 1 from elsa.workflow_instance
        where status = 'Running' and ($1 is null or guard = $1) and ($2 is null or correlation_id = $2) and id <> all($3)
        limit 1
        """;

    private static (bool ByDefinition, bool ByCorrelation) Asks(string? strategy, string? correlationId) => strategy switch
    {
        "SingletonStrategy" => (true, false),
        "CorrelationStrategy" => (false, correlationId is not null),
        "CorrelatedSingletonStrategy" => (true, correlationId is not null),
        _ => (false, false),
    };

    private static bool Collides(WorkflowInstance instance, WorkflowDefinition definition, string? correlationId, bool byDefinition, bool byCorrelation) =>
        (!byDefinition || instance.Definition.DefinitionId == definition.DefinitionId) && (!byCorrelation || instance.CorrelationId == correlationId);
}
