using DbUp;
using DbUp.Engine.Output;
using Npgsql;

namespace ElsaRuntime.Storage;

/// <summary>Brings the database's schema <c>elsa</c> up to date.</summary>
public static class ElsaRuntimeSchema
{
    // Any number that no other part of the product locks on.
    private const long AdvisoryLock = 0x456C_7361;

    /// <summary>Runs what has not run yet. Two hosts may start at once: the second waits and finds the work done.</summary>
    /// <exception cref="InvalidOperationException">A script failed; the schema is as before that script.</exception>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await LockAsync(connection, "select pg_advisory_lock($1)", cancellationToken);
        try
        {
            Upgrade(connectionString);
        }
        finally
        {
            await LockAsync(connection, "select pg_advisory_unlock($1)", CancellationToken.None);
        }
    }

    private static void Upgrade(string connectionString)
    {
        var result = DeployChanges.To.PostgresqlDatabase(connectionString, "elsa")
            .JournalToPostgresqlTable("elsa", "schema_version")
            .WithScriptsEmbeddedInAssembly(typeof(ElsaRuntimeSchema).Assembly, name => name.Contains(".Schema.", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException($"Schema script {result.ErrorScript?.Name} failed.", result.Error);
        }
    }

    private static async Task LockAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the two texts above
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = AdvisoryLock } } };
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
