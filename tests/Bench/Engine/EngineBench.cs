using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime;
using ElsaRuntime.Events;
using ElsaRuntime.Storage;
using Host.PrivatePostgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Testing;
using Workflows.Acts;

namespace Bench.Engine;

/// <summary>
/// The engine in process, beside <c>pgbench -N</c> on the same cluster in the same run; one event to many waiting instances;
/// time per instance as their number grows. Usage: <c>-- engine [seconds] [waiting instances]</c>.
/// </summary>
internal static class EngineBench
{
    private const int Clients = 8;

    public static async Task RunAsync(string[] args, CancellationToken stop)
    {
        var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10;
        var waiting = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100_000;
        // A server with the settings a Host's own has: what is committed is on disk, for the yardstick and for us.
        using var scratch = new Scratch();
        await using var server = await PrivatePostgresServer.StartAsync(new PrivatePostgresOptions(scratch.PathOf("data")), stop);
        await PrepareAsync(server.ConnectionString);
        await using var database = OfficeDataSource.Create(server.ConnectionString);
        await using var services = new ServiceCollection().AddLogging()
            .AddSingleton(database).AddElsaRuntime().BuildServiceProvider();

        var cpu = await CpuClock.OfAsync(database, stop);
        // Long enough for the compiler of hot code to have done its work: a Host runs for weeks.
        await ThroughputAsync(services, database, TimeSpan.FromSeconds(6), stop);
        var idle = cpu.Read();
        var before = await PgBench.RunAsync(server.ConnectionString, Clients, seconds, stop);
        var pgbench = cpu.Read() - idle;
        var start = cpu.Read();
        var figures = await ThroughputAsync(services, database, TimeSpan.FromSeconds(seconds), stop);
        var own = cpu.Read() - start;
        var after = await PgBench.RunAsync(server.ConnectionString, Clients, seconds, stop);
        var yardstick = (before + after) / 2;
        Print("pgbench -N", yardstick, "commits/s", $"{before:0} before and {after:0} after, {Clients} clients; {pgbench.Per(before * seconds)}");
        Print("start, wait, complete, finish", figures.Instances, "instances/s", $"p50 {figures.Median:0.0} ms for the completion, {Clients} clients");
        Print("the same in commits", figures.Instances * 2, "commits/s", $"{figures.Instances * 2 / yardstick:0.00} of pgbench; {own.Per(figures.Instances * 2 * seconds)}");
        await PrintUpdatesAsync(database, stop);
        var rest = await RestBench.RunAsync(database, Clients, TimeSpan.FromSeconds(seconds), stop);
        Print("the same over REST", rest.Instances, "instances/s", $"p50 {rest.Median:0.0} ms for the completion, {Clients} clients");

        await FanOutAsync(services, database, waiting, stop);
    }

    /// <summary>How many of the moves left the row's indexes alone.</summary>
    private static async Task PrintUpdatesAsync(NpgsqlDataSource database, CancellationToken stop)
    {
        await using var command = database.CreateCommand("select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relid = 'elsa.workflow_instance'::regclass");
        await using var reader = await command.ExecuteReaderAsync(stop);
        await reader.ReadAsync(stop);
        Print("updates that were HOT", reader.GetInt64(1) * 100.0 / Math.Max(1, reader.GetInt64(0)), "percent", $"of {reader.GetInt64(0):N0}");
    }

    private static async Task PrepareAsync(string connectionString)
    {
        await ElsaRuntimeSchema.MigrateAsync(connectionString);
        await BenchDefinitions.StoreAsync(connectionString);
    }

    /// <summary>Each client starts an instance in one transaction and completes its task in a second one, over and over.</summary>
    private static async Task<(double Instances, double Median)> ThroughputAsync(
        ServiceProvider services, NpgsqlDataSource database, TimeSpan time, CancellationToken stop)
    {
        var until = Stopwatch.StartNew();
        var completions = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var took = new List<double>();
            while (until.Elapsed < time)
            {
                took.Add(await OneAsync(services, database, stop));
            }

            return took;
        }, stop)));
        var elapsed = until.Elapsed.TotalSeconds;
        var all = completions.SelectMany(took => took).Order().ToList();
        return (all.Count / elapsed, all[all.Count / 2]);
    }

    private static async Task<double> OneAsync(ServiceProvider services, NpgsqlDataSource database, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<IWorkflowEngine>();
        await using var connection = await database.OpenConnectionAsync(stop);
        string task;
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            var started = await engine.StartAsync(transaction, new StartWorkflow { DefinitionId = BenchDefinitions.Approve }, stop);
            await transaction.CommitAsync(stop);
            task = ((WorkflowOutcome.Moved)started).First.Tasks[0];
        }

        var watch = Stopwatch.StartNew();
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            var moved = await engine.CompleteTaskAsync(transaction, task, JsonNode.Parse("""{"approved":true}"""), stop);
            await transaction.CommitAsync(stop);
            if (moved is not WorkflowOutcome.Moved { First.SubStatus: "Finished" })
            {
                throw new InvalidOperationException($"the instance did not finish: {moved}");
            }
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    private static async Task FanOutAsync(ServiceProvider services, NpgsqlDataSource database, int count, CancellationToken stop)
    {
        var marks = new[] { count / 100, count / 10, count };
        var started = 0;
        foreach (var mark in marks)
        {
            var watch = Stopwatch.StartNew();
            var from = started;
            await StartWaitingAsync(services, database, mark - started, stop);
            started = mark;
            Print($"started, {mark:N0} waiting", (mark - from) / watch.Elapsed.TotalSeconds, "instances/s", $"{watch.Elapsed.TotalMilliseconds / (mark - from):0.00} ms each");
        }

        var clock = Stopwatch.StartNew();
        var reached = await services.GetRequiredService<EventFanOut>().RaiseToAllAsync("bench", BenchDefinitions.Week, new JsonObject { ["week"] = 1 }, stop);
        Print($"one event to {reached:N0} instances", clock.Elapsed.TotalSeconds, "seconds", $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB resident at most");
    }

    private static async Task StartWaitingAsync(ServiceProvider services, NpgsqlDataSource database, int count, CancellationToken stop) =>
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count).Chunk(100),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = stop },
            async (portion, token) =>
            {
                await using var scope = services.CreateAsyncScope();
                var engine = scope.ServiceProvider.GetRequiredService<IWorkflowEngine>();
                await using var connection = await database.OpenConnectionAsync(token);
                await using var transaction = await connection.BeginTransactionAsync(token);
                foreach (var _ in portion)
                {
                    await engine.StartAsync(transaction, new StartWorkflow { DefinitionId = BenchDefinitions.Wait }, token);
                }

                await transaction.CommitAsync(token);
            });

    private static void Print(string what, double figure, string unit, string remark) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-38} {figure,9:0.#} {unit,-12} {remark}"));
}
