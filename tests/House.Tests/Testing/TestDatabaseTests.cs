using Npgsql;
using Testing;

namespace House.Tests.Testing;

public sealed class TestDatabaseTests
{
    [Fact]
    public async Task A_template_is_prepared_once_and_each_test_writes_into_its_own_copy()
    {
        var token = TestContext.Current.CancellationToken;
        var prepared = 0;
        async Task Prepare(string connectionString)
        {
            Interlocked.Increment(ref prepared);
            await using var source = NpgsqlDataSource.Create(connectionString);
            await using var command = source.CreateCommand("create table note (text text not null)");
            await command.ExecuteNonQueryAsync(token);
        }

        var rows = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var database = await TestDatabase.CreateAsync("notes", Prepare, token);
            await using var insert = database.DataSource.CreateCommand("insert into note values ('整改')");
            await insert.ExecuteNonQueryAsync(token);
            await using var count = database.DataSource.CreateCommand("select count(*) from note");
            return (long)(await count.ExecuteScalarAsync(token))!;
        }));

        Assert.Equal(Enumerable.Repeat(1L, 8), rows);
        Assert.Equal(1, prepared);
    }

    [Fact]
    public async Task An_empty_database_has_no_tables()
    {
        var token = TestContext.Current.CancellationToken;
        await using var database = await TestDatabase.CreateEmptyAsync(token);
        await using var command = database.DataSource.CreateCommand(
            "select count(*) from information_schema.tables where table_schema = 'public'");

        Assert.Equal(0L, await command.ExecuteScalarAsync(token));
    }
}
