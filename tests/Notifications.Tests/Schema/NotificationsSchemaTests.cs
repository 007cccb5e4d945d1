using Notifications.Schema;
using Testing;

namespace Notifications.Tests.Schema;

public sealed class NotificationsSchemaTests
{
    [Fact]
    public async Task Hosts_that_start_at_once_make_the_schema_once()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateEmptyAsync(stop);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => NotificationsSchema.MigrateAsync(database.ConnectionString, stop), stop)));
        await NotificationsSchema.MigrateAsync(database.ConnectionString, stop);
        await using var command = database.DataSource.CreateCommand("select count(*) from notifications.schema_version");
        var scripts = typeof(NotificationsSchema).Assembly.GetManifestResourceNames().Count(name => name.EndsWith(".sql", StringComparison.Ordinal));
        Assert.Equal((long)scripts, await command.ExecuteScalarAsync(stop));
    }
}
