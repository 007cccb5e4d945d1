using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Host.Accounts.Storage;

/// <summary>Brings the schema <c>identity</c> up to date. The ledger's schema comes first: accounts point at its people.</summary>
public static class AccountsSchema
{
    public static async Task MigrateAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var options = new DbContextOptionsBuilder<AccountsDb>();
        AccountsDb.Configure(options, source);
        await using var db = new AccountsDb(options.Options);
        await db.Database.MigrateAsync(cancellationToken);
    }
}
