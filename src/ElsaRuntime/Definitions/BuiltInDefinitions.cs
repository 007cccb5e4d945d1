using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>A definition the product brings along, as Elsa JSON with a definitionId.</summary>
public sealed record BuiltInDefinition(string Json);

/// <summary>
/// Publishes the product's own definitions when the product's file changed since it was last published. What people drew
/// on top of it since then is left alone, and running instances stay on their version.
/// </summary>
public sealed class BuiltInDefinitions(IEnumerable<BuiltInDefinition> definitions, DefinitionEditor editor, NpgsqlDataSource dataSource)
{
    /// <summary>To be called once at start, after the schema is up to date; two hosts may do it at once.</summary>
    /// <exception cref="InvalidOperationException">A definition is refused: its own problem or a guard's objection.</exception>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (var definition in definitions)
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await PublishAsync(transaction, definition, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private async Task PublishAsync(NpgsqlTransaction transaction, BuiltInDefinition definition, CancellationToken cancellationToken)
    {
        var model = DefinitionJson.Parse(definition.Json);
        var definitionId = Model.Json.Text(model["definitionId"]) ?? throw new InvalidOperationException("A built-in definition needs a definitionId.");
        await DefinitionStore.LockAsync(transaction, definitionId, cancellationToken);
        if (!await RememberAsync(transaction, definitionId, SHA256.HashData(Encoding.UTF8.GetBytes(definition.Json)), cancellationToken))
        {
            return;
        }

        var outcome = await editor.PublishBuiltInAsync(transaction, model, cancellationToken);
        if (outcome is not DefinitionOutcome.Done)
        {
            throw new InvalidOperationException($"The built-in definition {definitionId} cannot be published: {Describe(outcome)}");
        }
    }

    // False when this very content was published before.
    private static async Task<bool> RememberAsync(NpgsqlTransaction transaction, string definitionId, byte[] hash, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into elsa.built_in_definition as known (definition_id, content_hash) values ($1, $2)
            on conflict (definition_id) do update set content_hash = excluded.content_hash
            where known.content_hash <> excluded.content_hash
            """, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = definitionId }, new() { Value = hash } },
        };
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static string Describe(DefinitionOutcome outcome) => outcome switch
    {
        DefinitionOutcome.Invalid invalid => string.Join("; ", invalid.Errors.Select(e => $"{e.Key}: {string.Join(", ", e.Value)}")),
        DefinitionOutcome.CannotStart cannot => Describe(cannot.Problems),
        DefinitionOutcome.Guarded guarded => string.Join("; ", guarded.Objections.Select(o => o.English).Append(Describe(guarded.Problems))),
        _ => outcome.GetType().Name,
    };

    private static string Describe(IReadOnlyList<DefinitionProblem> problems) => string.Join("; ", problems.Select(p => $"{p.Code} {p.Activity} {p.Detail}"));
}
