using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ledger.Storage;

/// <summary>Brings a database to the ledger's present schema. Safe when two hosts start at once: the second waits for the first.</summary>
public static class LedgerSchema
{
    /// <summary>
    /// EF's own lock ends with each migration's transaction, and which migrations are pending is read before: between two of
    /// them a second host would slip in and apply what is applied already. This one is held over all of them.
    /// </summary>
    private const long MigrationLock = 0x4C65_6467_6572;

    /// <summary>Applies pending migrations; nothing to do on an up-to-date database.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var turn = await source.OpenConnectionAsync(cancellationToken);
        await using var wait = new NpgsqlCommand("select pg_advisory_lock($1)", turn) { Parameters = { new NpgsqlParameter { Value = MigrationLock } }, CommandTimeout = 0 };
        await wait.ExecuteNonQueryAsync(cancellationToken);
        await using var db = LedgerDb.On(source);
        await db.Database.MigrateAsync(cancellationToken);
        await using var done = new NpgsqlCommand("select pg_advisory_unlock($1)", turn) { Parameters = { new NpgsqlParameter { Value = MigrationLock } } };
        await done.ExecuteNonQueryAsync(CancellationToken.None);
    }

    /// <summary>SQL that stands beside a migration as a file of its own, by number: <c>Migrations/Sql/0001.sql</c>.</summary>
    internal static string SqlOf(int number) => SqlOf(string.Create(CultureInfo.InvariantCulture, $"{number:0000}"));

    /// <summary>The same by what it is about: <c>Migrations/Sql/calendar.sql</c>.</summary>
    internal static string SqlOf(string about)
    {
        var name = $"Ledger.Migrations.Sql.{about}.sql";
        using var stream = typeof(LedgerSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"embedded resource {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
