using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Npgsql;

namespace Notifications.Schema;

/// <summary>The schema <c>notifications</c>, brought up to date by the embedded scripts of this folder.</summary>
public static class NotificationsSchema
{
    /// <summary>Channel on which the outbox tells the dispatchers that something new waits.</summary>
    internal const string WakeUpChannel = "notifications_mail";

    private const long MigrationLock = 0x4E6F74696679; // "Notify": any number, the same on every host

    /// <summary>
    /// Creates or upgrades the schema. Safe when several hosts start at once: one migrates, the others wait for it
    /// under an advisory lock and then find nothing left to do.
    /// </summary>
    /// <exception cref="InvalidOperationException">A script failed; what it had begun is rolled back.</exception>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        await using var guard = new NpgsqlConnection(connectionString);
        await guard.OpenAsync(cancellationToken);
        await ExecuteAsync(guard, $"select pg_advisory_lock({MigrationLock})", cancellationToken);
        try
        {
            await ExecuteAsync(guard, "create schema if not exists notifications", cancellationToken);
            var result = Upgrader(connectionString).PerformUpgrade();
            if (!result.Successful)
                throw new InvalidOperationException($"Schema script {result.ErrorScript?.Name} failed.", result.Error);
        }
        finally
        {
            await ExecuteAsync(guard, $"select pg_advisory_unlock({MigrationLock})", CancellationToken.None);
        }
    }

    private static UpgradeEngine Upgrader(string connectionString) =>
        DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(NotificationsSchema).Assembly,
                name => name.EndsWith(".sql", StringComparison.Ordinal))
            .JournalToPostgresqlTable("notifications", "schema_version")
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogTo(new NoOpUpgradeLog())
            .Build();

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the texts are constants of this file
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
