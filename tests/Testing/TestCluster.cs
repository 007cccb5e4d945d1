using Host.PrivatePostgres;

namespace Testing;

/// <summary>
/// The one private PostgreSQL of this test process: started when first asked for, stopped when the process ends. What a
/// killed test process left behind is cleared by the next one.
/// </summary>
public static class TestCluster
{
    private static readonly Lazy<Task<PrivatePostgresServer>> Server = new(StartAsync);

    /// <summary>Leads to the cluster's maintenance database, as its owner.</summary>
    public static async Task<string> ConnectionStringAsync(CancellationToken cancellationToken) =>
        (await Server.Value.WaitAsync(cancellationToken)).ConnectionString;

    private static async Task<PrivatePostgresServer> StartAsync()
    {
        await Leftovers.ClearAsync();
        var folder = Path.Combine(Leftovers.Place, Guid.NewGuid().ToString("N"));
        var server = await PrivatePostgresServer.StartAsync(new PrivatePostgresOptions(folder)
        {
            Database = "maintenance",
            Settings = new Dictionary<string, string>
            {
                ["fsync"] = "off",
                ["synchronous_commit"] = "off",
                ["full_page_writes"] = "off",
                ["autovacuum"] = "off",
                ["max_connections"] = "200",
                ["shared_buffers"] = "64MB",
                ["max_wal_size"] = "256MB",
            },
        }, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAsync(server).GetAwaiter().GetResult();
        return server;
    }

    private static async Task StopAsync(PrivatePostgresServer server)
    {
        await server.DisposeAsync();
        Directory.Delete(server.DataDirectory, recursive: true);
    }
}
