using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Ledger.Storage;

/// <summary>Brings a database to the ledger's present schema. Safe when two hosts start at once: EF takes its own lock.</summary>
public static class LedgerSchema
{
    /// <summary>Applies pending migrations; nothing to do on an up-to-date database.</summary>
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var db = LedgerDb.On(source);
        await db.Database.MigrateAsync(cancellationToken);
    }

    /// <summary>SQL that stands beside a migration as a file of its own, by number: <c>Migrations/Sql/0001.sql</c>.</summary>
    internal static string SqlOf(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Ledger.Migrations.Sql.{number:0000}.sql");
        using var stream = typeof(LedgerSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"embedded resource {name} is missing");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
