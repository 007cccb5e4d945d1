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

    [Fact]
    public async Task What_a_lease_changes_stands_in_no_index_so_that_taking_a_mail_writes_in_place()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var database = await MailHost.DatabaseAsync();
        await using var command = database.DataSource.CreateCommand("""
            select count(*), count(*) filter (where definition ~ '(owner|lease_until|failure)')
            from (select pg_get_indexdef(indexrelid) definition from pg_index where indrelid = 'notifications.mail'::regclass) indexes
            """);
        await using var reader = await command.ExecuteReaderAsync(stop);
        Assert.True(await reader.ReadAsync(stop));
        Assert.NotEqual(0, reader.GetInt64(0));
        Assert.Equal(0, reader.GetInt64(1));
    }
}
