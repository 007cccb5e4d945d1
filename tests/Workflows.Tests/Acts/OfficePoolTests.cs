using Npgsql;
using Testing;
using Workflows.Acts;

namespace Workflows.Tests.Acts;

/// <summary>The pool stays below what a server takes, unless the connection string knows better.</summary>
public sealed class OfficePoolTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 30)]
    [InlineData(3, 3)]
    public async Task Who_comes_while_all_connections_are_in_use_waits_for_one(int? said, int most)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await using var pool = OfficeDataSource.Create(ConnectionString(database, said));
        var used = new Stack<NpgsqlConnection>();
        while (used.Count < most)
        {
            used.Push(await pool.OpenConnectionAsync(Token));
        }

        await Assert.ThrowsAsync<NpgsqlException>(async () => await pool.OpenConnectionAsync(Token));
        await used.Pop().DisposeAsync();
        used.Push(await pool.OpenConnectionAsync(Token));

        foreach (var connection in used)
        {
            await connection.DisposeAsync();
        }
    }

    private static string ConnectionString(TestDatabase database, int? said)
    {
        var given = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Timeout = 1 };
        given.Remove("Maximum Pool Size");
        if (said is { } most)
        {
            given.MaxPoolSize = most;
        }

        return given.ConnectionString;
    }
}
