using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Host.PrivatePostgres;
using Npgsql;
using Testing;

namespace Bench.Kill;

/// <summary>A Host and a PostgreSQL that are killed and come back on the same data.</summary>
internal sealed class KilledHouse : IAsyncDisposable
{
    private const string Key = "open-sesame";

    private readonly PrivatePostgresOptions cluster;
    private readonly string folder;
    private PrivatePostgresServer server;
    private NpgsqlDataSource database;
    private HostProcess host = null!;
    private bool isHostUp;

    private KilledHouse(Scratch scratch, PrivatePostgresOptions cluster, PrivatePostgresServer server)
    {
        this.cluster = cluster;
        this.server = server;
        folder = scratch.PathOf("host");
        database = NpgsqlDataSource.Create(server.ConnectionString);
    }

    public string ConnectionString => server.ConnectionString;

    public NpgsqlDataSource Database => database;

    public static async Task<KilledHouse> OpenAsync(Scratch scratch, CancellationToken stop)
    {
        var cluster = new PrivatePostgresOptions(scratch.PathOf("cluster"));
        var house = new KilledHouse(scratch, cluster, await PrivatePostgresServer.StartAsync(cluster, stop));
        await house.StartHostAsync(stop);
        return house;
    }

    /// <summary>Asks over the API; null when nobody answers, or he who answers has lost his database.</summary>
    public async Task<HttpResponseMessage?> AskAsync(HttpMethod method, string path, JsonNode? body, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/elsa/api/{path}", UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("Authorization", $"ApiKey {Key}");
        try
        {
            var answer = await host.Client.SendAsync(request, stop);
            if (answer.IsSuccessStatusCode)
            {
                return answer;
            }

            answer.Dispose();
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or ObjectDisposedException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    public async Task KillHostAsync(CancellationToken stop)
    {
        isHostUp = false;
        await host.KillAsync();
        await host.DisposeAsync();
        await StartHostAsync(stop);
    }

    /// <summary>The Host stays, and finds the server again.</summary>
    public async Task KillServerAsync(CancellationToken stop)
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(server.DataDirectory, "cluster", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        using (var process = System.Diagnostics.Process.GetProcessById(postmaster))
        {
            process.Kill();
            await process.WaitForExitAsync(stop);
        }

        await server.DisposeAsync();
        server = await PrivatePostgresServer.StartAsync(cluster, stop);
        await database.DisposeAsync();
        database = NpgsqlDataSource.Create(server.ConnectionString);
        using var often = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await often.WaitForNextTickAsync(stop))
        {
            using var ready = await host.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), stop);
            if (ready.IsSuccessStatusCode)
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isHostUp)
        {
            await host.DisposeAsync();
        }

        await database.DisposeAsync();
        await server.DisposeAsync();
    }

    private async Task StartHostAsync(CancellationToken stop)
    {
        host = await HostProcess.StartAsync(new HostProcessOptions
        {
            DataDirectory = folder,
            EnvironmentName = "Production",
            Settings = new Dictionary<string, string>
            {
                ["ConnectionStrings:Workflows"] = server.ConnectionString,
                ["Api:Key"] = Key,
                ["Seed:Enabled"] = "false",
            },
        }, stop);
        isHostUp = true;
    }
}
