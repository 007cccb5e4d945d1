using Npgsql;

namespace Host.Startup;

/// <summary>Two hosts may start on one database at once: one prepares it, the other waits its turn and finds the work done.</summary>
internal sealed class StartTurn : IAsyncDisposable
{
    // Any number that no other part of the house locks on.
    private const long Lock = 0x486F_7573_65;

    private readonly NpgsqlConnection _connection;

    private StartTurn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for the turn; it ends with <see cref="DisposeAsync"/>, or with the process however that dies.</summary>
    /// <exception cref="StartRefusedException">The database cannot be reached.</exception>
    public static async Task<StartTurn> TakeAsync(string connectionString, CancellationToken cancellationToken)
    {
        // Unpooled: closing the connection must give the lock back.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Lock } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return new StartTurn(connection);
        }
        catch (NpgsqlException unreachable)
        {
            await connection.DisposeAsync();
            throw new StartRefusedException(
                $"无法启动：连不上数据库（{unreachable.Message}）。请检查设置 ConnectionStrings:{HouseDatabase.ConnectionName}。",
                $"Cannot start: the database cannot be reached ({unreachable.Message}). Check the setting ConnectionStrings:{HouseDatabase.ConnectionName}.",
                unreachable);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
