using Npgsql;

namespace ElsaRuntime;

/// <summary>
/// Takes an instance before rows of one's own. Whoever moves an instance locks it first and only then what its task handlers
/// touch; an act that begins with its own rows takes the instance by this before them, so that the two never wait crosswise.
/// </summary>
public static class HeldInstance
{
    /// <summary>Waits for the instance and holds it until the transaction ends. An unknown id holds nothing.</summary>
    public static async Task TakeAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select from elsa.workflow_instance where id = $1 for update", transaction.Connection, transaction)
        { Parameters = { new() { Value = instanceId } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
