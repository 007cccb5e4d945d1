using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;

namespace Bench.Engine;

/// <summary>The same flow over Elsa's REST API: execute, then complete the task, by clients over loopback against a real server.</summary>
internal static class RestBench
{
    /// <summary>Instances started and completed per second, and the median time of a completion in milliseconds.</summary>
    public static async Task<(double Instances, double Median)> RunAsync(NpgsqlDataSource database, int clients, TimeSpan time, CancellationToken stop)
    {
        await using var app = ElsaApiServer.Over(database);
        await app.StartAsync(stop);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        await ClientsAsync(http, clients, TimeSpan.FromSeconds(2), stop);
        var figures = await ClientsAsync(http, clients, time, stop);
        await app.StopAsync(stop);
        return figures;
    }

    private static async Task<(double Instances, double Median)> ClientsAsync(HttpClient http, int clients, TimeSpan time, CancellationToken stop)
    {
        var took = new ConcurrentBag<double>();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(async _ =>
        {
            while (watch.Elapsed < time)
            {
                took.Add(await OneAsync(http, stop));
            }
        }));
        var sorted = took.Order().ToList();
        return (sorted.Count / watch.Elapsed.TotalSeconds, sorted[sorted.Count / 2]);
    }

    private static async Task<double> OneAsync(HttpClient http, CancellationToken stop)
    {
        using var started = await http.PostAsJsonAsync($"/elsa/api/workflow-definitions/{BenchDefinitions.Approve}/execute", new { }, stop);
        started.EnsureSuccessStatusCode();
        var state = await started.Content.ReadFromJsonAsync<JsonObject>(stop);
        var task = (string)state!["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!;
        var watch = Stopwatch.StartNew();
        using var completed = await http.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new { result = new { approved = true } }, stop);
        completed.EnsureSuccessStatusCode();
        return watch.Elapsed.TotalMilliseconds;
    }
}
