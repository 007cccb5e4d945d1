using System.Collections.Concurrent;
using Npgsql;

namespace Testing;

/// <summary>
/// A database of a test's own, dropped when disposed. Made as a copy of a template that is prepared once per test process,
/// which costs a few hundredths of a second instead of a migration.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    private static readonly SemaphoreSlim Copying = new(1);

    private readonly string _name;
    private readonly string _maintenance;
    private readonly Lazy<NpgsqlDataSource> _dataSource;

    private TestDatabase(string name, string maintenance)
    {
        _name = name;
        _maintenance = maintenance;
        ConnectionString = Leading(maintenance, name);
        _dataSource = new Lazy<NpgsqlDataSource>(() => NpgsqlDataSource.Create(ConnectionString));
    }

    public string ConnectionString { get; }

    /// <summary>A pool for this database, made when first asked for and closed with it.</summary>
    public NpgsqlDataSource DataSource => _dataSource.Value;

    /// <summary>Copies the template of that name, preparing it first when this process has not done so.</summary>
    /// <param name="template">A name for what <paramref name="prepare"/> makes; equal names must mean equal contents.</param>
    /// <param name="prepare">Runs once per name and process, with the connection string of an empty database.</param>
    public static async Task<TestDatabase> CreateAsync(
        string template, Func<string, Task> prepare, CancellationToken cancellationToken)
    {
        var maintenance = await TestCluster.ConnectionStringAsync(cancellationToken);
        var prepared = Templates.GetOrAdd(
            template, _ => new Lazy<Task<string>>(() => PrepareAsync(maintenance, prepare)));
        return await CopyAsync(maintenance, await prepared.Value.WaitAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Makes a database with nothing in it.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(CancellationToken cancellationToken) =>
        await CopyAsync(await TestCluster.ConnectionStringAsync(cancellationToken), "template0", cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_dataSource.IsValueCreated)
        {
            await _dataSource.Value.DisposeAsync();
        }

        using (var pooled = new NpgsqlConnection(ConnectionString))
        {
            NpgsqlConnection.ClearPool(pooled);
        }

        await ExecuteAsync(_maintenance, $"drop database if exists {_name} with (force)", CancellationToken.None);
    }

    private static async Task<string> PrepareAsync(string maintenance, Func<string, Task> prepare)
    {
        var name = $"template_{Guid.NewGuid():N}";
        await ExecuteAsync(maintenance, $"create database {name} template template0", CancellationToken.None);
        // Unpooled: a template with a connection left open cannot be copied.
        var connectionString = new NpgsqlConnectionStringBuilder(Leading(maintenance, name)) { Pooling = false }.ConnectionString;
        await prepare(connectionString);
        await ExecuteAsync(
            maintenance, $"alter database {name} with allow_connections false is_template true", CancellationToken.None);
        return name;
    }

    private static async Task<TestDatabase> CopyAsync(string maintenance, string template, CancellationToken cancellationToken)
    {
        var database = new TestDatabase($"test_{Guid.NewGuid():N}", maintenance);
        // One at a time: PostgreSQL lets one copy of a template be made at once, others would wait on a lock anyway.
        await Copying.WaitAsync(cancellationToken);
        try
        {
            await ExecuteAsync(maintenance, $"create database {database._name} template {template}", cancellationToken);
        }
        finally
        {
            Copying.Release();
        }

        return database;
    }

    private static string Leading(string maintenance, string database) =>
        new NpgsqlConnectionStringBuilder(maintenance) { Database = database, MaxPoolSize = 30 }.ConnectionString;

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // names made above; an identifier cannot be a parameter
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
