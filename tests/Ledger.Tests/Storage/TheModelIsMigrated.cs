using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Tests.Storage;

public sealed class TheModelIsMigrated
{
    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Scenario.DatabaseAsync(token);
        await using var db = LedgerDb.On(database.DataSource);

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(token));
    }

    [Fact]
    public async Task Two_hosts_may_migrate_at_once()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await Testing.TestDatabase.CreateEmptyAsync(token);

        await Task.WhenAll(
            LedgerSchema.MigrateAsync(database.ConnectionString, token),
            LedgerSchema.MigrateAsync(database.ConnectionString, token));

        await using var db = LedgerDb.On(database.DataSource);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync(token));
    }
}
