using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>Removes instances with their bookmarks and journal, in one statement however many they are.</summary>
public static class InstanceRemoval
{
    private const string Rest = """
        , bookmarks as (delete from elsa.bookmark where instance_id in (select id from gone)),
          entries as (delete from elsa.journal where instance_id in (select id from gone))
        select count(*) from gone
        """;

    /// <returns>How many there were.</returns>
    public static Task<long> DeleteAsync(NpgsqlTransaction transaction, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        RunAsync(transaction, "with gone as (delete from elsa.workflow_instance where id = any($1) returning id)" + Rest, [ids.ToArray()], cancellationToken);

    /// <returns>How many there were.</returns>
    public static Task<long> DeleteOfDefinitionsAsync(NpgsqlTransaction transaction, IReadOnlyList<string> definitionIds, CancellationToken cancellationToken) =>
        RunAsync(transaction, "with gone as (delete from elsa.workflow_instance where definition_id = any($1) returning id)" + Rest, [definitionIds.ToArray()], cancellationToken);

    internal static Task<long> DeleteOfVersionAsync(NpgsqlTransaction transaction, string definitionId, string versionId, CancellationToken cancellationToken) =>
        RunAsync(transaction, "with gone as (delete from elsa.workflow_instance where definition_id = $1 and definition_version_id = $2 returning id)" + Rest,
            [definitionId, versionId], cancellationToken);

    private static async Task<long> RunAsync(NpgsqlTransaction transaction, string sql, object[] values, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the statements above; values are parameters
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
