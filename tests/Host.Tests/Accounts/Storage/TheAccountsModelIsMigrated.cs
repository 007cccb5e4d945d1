using Host.Accounts.Storage;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Testing;

namespace Host.Tests.Accounts.Storage;

public sealed class TheAccountsModelIsMigrated
{
    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateEmptyAsync(token);
        await LedgerSchema.MigrateAsync(database.ConnectionString, token);
        await AccountsSchema.MigrateAsync(database.ConnectionString, token);
        var options = new DbContextOptionsBuilder<AccountsDb>();
        AccountsDb.Configure(options, database.DataSource);
        await using var db = new AccountsDb(options.Options);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(token));
    }
}
