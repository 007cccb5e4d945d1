using Host.Composition;
using Host.PrivatePostgres;

namespace Host.Startup;

/// <summary>The one PostgreSQL of the house: the given one, or a private one that ends with the Host.</summary>
internal sealed class HouseDatabase : IAsyncDisposable
{
    /// <summary>Name of the connection string that leads to a PostgreSQL of the reader's own.</summary>
    public const string ConnectionName = "Workflows";

    private readonly PrivatePostgresServer? _private;

    private HouseDatabase(string connectionString, PrivatePostgresServer? server)
    {
        ConnectionString = connectionString;
        _private = server;
    }

    public string ConnectionString { get; }

    /// <summary>Where a private server keeps its data; null when the connection string was given.</summary>
    public string? PrivateData => _private?.DataDirectory;

    /// <summary>Takes the connection string <c>ConnectionStrings:Workflows</c>, or starts the private server.</summary>
    /// <exception cref="StartRefusedException">The private server could not be started.</exception>
    public static async Task<HouseDatabase> OpenAsync(WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetConnectionString(ConnectionName) is { Length: > 0 } given)
        {
            return new HouseDatabase(given, null);
        }

        var options = new PrivatePostgresOptions(HouseFolders.Of(builder.Configuration).Postgres) { Tell = Console.WriteLine };
        try
        {
            // Not to be cut short: a server half way up could not be stopped. Who was asked to stop does so right afterwards.
            var server = await PrivatePostgresServer.StartAsync(options, CancellationToken.None);
            return new HouseDatabase(server.ConnectionString, server);
        }
        catch (PrivatePostgresException refused)
        {
            throw new StartRefusedException("无法启动：自带的 PostgreSQL 没有启动成功，原因如下。", refused.Message, refused);
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _private?.DisposeAsync() ?? ValueTask.CompletedTask;
}
