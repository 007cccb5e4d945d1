using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime;
using ElsaRuntime.Storage;
using Host.PrivatePostgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Testing;
using Workflows.Acts;

namespace Bench.Engine;

/// <summary>
/// Lists of instances over Elsa's REST API, beside plain SELECTs of the same rows and of the same count.
/// Usage: <c>-- lists [instances]</c>.
/// </summary>
internal static class ListBench
{
    private const int Times = 7;

    /// <summary>Three in four have finished; names, correlations and times are spread; every twentieth has moved since.</summary>
    private const string Copy = """
        insert into elsa.workflow_instance (id, definition_id, definition_version_id, version, correlation_id, name, status, sub_status,
            incident_count, created_at, updated_at, finished_at, revision, state)
        select md5(n::text), case when n % 10 = 0 then definition_id else 'other-' || n % 10 end, definition_version_id, version, 'issue-' || n,
            case when n % 3 > 0 then '整改事项 ' || n end,
            case when n % 4 = 0 then 'Running' else 'Finished' end,
            case when n % 4 = 0 then 'Suspended' when n % 40 = 1 then 'Faulted' when n % 40 = 2 then 'Cancelled' else 'Finished' end,
            (n % 40 = 1)::int, now() - n * interval '1 minute', now() - (n * 7919 % $1) * interval '30 seconds',
            case when n % 4 > 0 then now() - (n * 7919 % $1) * interval '30 seconds' end, 2, state
        from elsa.workflow_instance, generate_series(1, $1) n
        """;

    private static readonly (string Name, string Query)[] Lists =
    [
        ("newest first", ""),
        ("page 2,000 of 50", "page=1999&pageSize=50"),
        ("page 1,000 of 50", "page=1000&pageSize=50"),
        ("last moved first", "orderBy=UpdatedAt"),
        ("last moved, page 2,000", "orderBy=UpdatedAt&page=1999&pageSize=50"),
        ("last finished first", "orderBy=Finished"),
        ("last finished, page 1,400", "orderBy=Finished&page=1399&pageSize=50"),
        ("by name", "orderBy=Name&orderDirection=Ascending"),
        ("by name, page 1,300", "orderBy=Name&orderDirection=Ascending&page=1299&pageSize=50"),
        ("running", "status=Running"),
        ("faulted", "subStatus=Faulted"),
        ("faulted, page 40", "subStatus=Faulted&page=39&pageSize=50"),
        ("one definition", $"definitionIds={BenchDefinitions.Approve}"),
        ("one definition, page 200", $"definitionIds={BenchDefinitions.Approve}&page=199&pageSize=50"),
        ("one definition, running", $"definitionIds={BenchDefinitions.Approve}&status=Running"),
        ("one correlation", "correlationId=issue-4711"),
        ("with incidents", "hasIncidents=true"),
        ("search, few", "searchTerm=issue-4711"),
        ("search, many", "searchTerm=%E6%95%B4%E6%94%B9"),
        ("search, none", "searchTerm=nowhere"),
    ];

    public static async Task RunAsync(string[] args, CancellationToken stop)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
        using var scratch = new Scratch();
        await using var server = await PrivatePostgresServer.StartAsync(new PrivatePostgresOptions(scratch.PathOf("data")), stop);
        await ElsaRuntimeSchema.MigrateAsync(server.ConnectionString, stop);
        await BenchDefinitions.StoreAsync(server.ConnectionString);
        await using var database = OfficeDataSource.Create(server.ConnectionString);
        await FillAsync(database, count, stop);
        await PlainAsync(database, "plain SELECT, 100 by id", "select * from (select id, definition_id, status, name, created_at from elsa.workflow_instance order by id limit 100) p", stop);
        await PlainAsync(database, "plain count(*)", "select count(*) from elsa.workflow_instance", stop);
        await PlainAsync(database, "plain count(*), running", "select count(*) from elsa.workflow_instance where status = 'Running'", stop);
        await using var app = ElsaApiServer.Over(database);
        await app.StartAsync(stop);
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var (name, query) in Lists)
        {
            await PrintAsync(name, async () => await TotalAsync(http, query, stop), stop);
        }

        await app.StopAsync(stop);
    }

    /// <summary>One instance by the engine, so that a row has its usual width, and then its copies.</summary>
    private static async Task FillAsync(NpgsqlDataSource database, int count, CancellationToken stop)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(database).AddElsaRuntime().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using (var transaction = await connection.BeginTransactionAsync(stop))
        {
            await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>()
                .StartAsync(transaction, new StartWorkflow { DefinitionId = BenchDefinitions.Approve }, stop);
            await transaction.CommitAsync(stop);
        }

        await using var copy = new NpgsqlCommand(Copy, connection) { Parameters = { new() { Value = count } }, CommandTimeout = 600 };
        await copy.ExecuteNonQueryAsync(stop);
        await using var analyse = new NpgsqlCommand("vacuum analyze elsa.workflow_instance", connection) { CommandTimeout = 600 };
        await analyse.ExecuteNonQueryAsync(stop);
        // What an office has: not everything is still as the last clearing up left it.
        await using var touch = new NpgsqlCommand("update elsa.workflow_instance set revision = revision + 1 where abs(hashtext(id)) % 20 = 0", connection) { CommandTimeout = 600 };
        await touch.ExecuteNonQueryAsync(stop);
    }

    private static async Task<long> TotalAsync(HttpClient http, string query, CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri($"/elsa/api/workflow-instances?{query}", UriKind.Relative), stop);
        answer.EnsureSuccessStatusCode();
        return (long)JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!["totalCount"]!;
    }

    private static Task PlainAsync(NpgsqlDataSource database, string name, string sql, CancellationToken stop) =>
        PrintAsync(name, async () =>
        {
#pragma warning disable CA2100 // the texts above
            await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
            var rows = 0L;
            await using var reader = await command.ExecuteReaderAsync(stop);
            while (await reader.ReadAsync(stop))
            {
                rows = reader.FieldCount == 1 ? reader.GetInt64(0) : rows + 1;
            }

            return rows;
        }, stop);

    private static async Task PrintAsync(string name, Func<Task<long>> ask, CancellationToken stop)
    {
        var rows = await ask();
        var took = new List<double>();
        for (var i = 0; i < Times && !stop.IsCancellationRequested; i++)
        {
            var watch = Stopwatch.StartNew();
            await ask();
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {took[took.Count / 2],8:0.0} ms (best {took[0]:0.0}, worst {took[^1]:0.0}) {rows,9:N0} in all"));
    }
}
