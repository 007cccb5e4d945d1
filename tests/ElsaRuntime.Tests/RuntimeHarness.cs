using System.Text.Json.Nodes;
using ElsaRuntime.Events;
using ElsaRuntime.Instances;
using ElsaRuntime.Model;
using ElsaRuntime.Storage;
using ElsaRuntime.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Testing;

namespace ElsaRuntime.Tests;

/// <summary>The engine on a database of its own, with a clock that stands unless it is moved.</summary>
public sealed class RuntimeHarness : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private RuntimeHarness(TestDatabase database, ServiceProvider services, FakeTimeProvider time)
    {
        this.database = database;
        this.services = services;
        Time = time;
    }

    public FakeTimeProvider Time { get; }

    public NpgsqlDataSource DataSource => database.DataSource;

    public IServiceProvider Services => services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RuntimeHarness> CreateAsync(Action<ElsaRuntimeOptions>? configure = null, Action<IServiceCollection>? register = null)
    {
        var database = await TestDatabase.CreateAsync("elsa", text => ElsaRuntimeSchema.MigrateAsync(text), Token);

        // Every look at the clock is a moment later, so that instances have an order.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.FromMicroseconds(1) };
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton(database.DataSource);
        services.AddElsaRuntime(configure);
        register?.Invoke(services);
        return new RuntimeHarness(database, services.BuildServiceProvider(), time);
    }

    /// <summary>Does one act of the engine in a transaction of its own and commits it.</summary>
    public async Task<WorkflowOutcome> ActAsync(Func<IWorkflowEngine, NpgsqlTransaction, CancellationToken, Task<WorkflowOutcome>> act)
    {
        await using var scope = services.CreateAsyncScope();
        await using var connection = await DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var outcome = await act(scope.ServiceProvider.GetRequiredService<IWorkflowEngine>(), transaction, Token);
        await transaction.CommitAsync(Token);
        return outcome;
    }

    public async Task<T> ReadAsync<T>(Func<IWorkflowEngine, NpgsqlTransaction, CancellationToken, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        await using var connection = await DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        return await read(scope.ServiceProvider.GetRequiredService<IWorkflowEngine>(), transaction, Token);
    }

    /// <summary>Starts a published definition and returns the new instance's id.</summary>
    public async Task<string> StartAsync(string definitionId, string? correlationId = null, JsonObject? input = null)
    {
        var request = new StartWorkflow { DefinitionId = definitionId, CorrelationId = correlationId, Input = input };
        var outcome = await ActAsync((engine, transaction, token) => engine.StartAsync(transaction, request, token));
        return Assert.IsType<WorkflowOutcome.Moved>(outcome).First.InstanceId;
    }

    /// <summary>Completes the one task an instance waits for, without a result.</summary>
    public async Task CompleteTaskAsync(string instanceId)
    {
        var task = (await FindAsync(instanceId)).Bookmarks.Single(b => b.TaskId is not null).TaskId!;
        Assert.IsType<WorkflowOutcome.Moved>(await ActAsync((engine, transaction, token) => engine.CompleteTaskAsync(transaction, task, null, token)));
    }

    public async Task<InstanceView> FindAsync(string instanceId) =>
        await ReadAsync((engine, transaction, token) => engine.FindAsync(transaction, instanceId, token))
        ?? throw new InvalidOperationException($"There is no instance {instanceId}.");

    /// <summary>The journal as "activity event" lines.</summary>
    public async Task<List<string>> JournalAsync(string instanceId) =>
        [.. (await ReadAsync((engine, transaction, token) => engine.ReadJournalAsync(transaction, instanceId, token))).Select(e => $"{e.ActivityId} {e.EventName}")];

    /// <summary>What completed WriteLines printed.</summary>
    public async Task<List<string>> LinesAsync(string instanceId) =>
        [.. (await ReadAsync((engine, transaction, token) => engine.ReadExecutionsAsync(transaction, instanceId, token)))
            .Where(e => e is { ActivityType: "Elsa.WriteLine", Status: "Completed" })
            .Select(e => e.ActivityState?["Text"]?.GetValue<string>() ?? "(null)")];

    public async Task<long> CountAsync(string sql)
    {
#pragma warning disable CA2100 // texts of tests
        await using var command = DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }

    public async Task ExecuteAsync(string sql)
    {
#pragma warning disable CA2100 // texts of tests
        await using var command = DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }

    /// <summary>Lets time pass and takes what is due.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        await services.GetRequiredService<TimerSweep>().RunAsync(Token);
    }

    /// <summary>Publishes a definition as its next version.</summary>
    public async Task<int> PublishAsync(JsonObject model)
    {
        var definitionId = model["definitionId"]!.GetValue<string>();
        await using var connection = await DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var version = await NextVersionAsync(transaction, definitionId);
        var copy = (JsonObject)model.DeepClone();
        copy["version"] = version;
        var definition = DefinitionParser.Parse(copy, Guid.NewGuid().ToString("N"));
        await ExecuteAsync(transaction,
            "update elsa.workflow_definition set is_latest = false, is_published = false where definition_id = $1", definitionId);
        await ExecuteAsync(transaction,
            """
            insert into elsa.workflow_definition (id, definition_id, version, is_latest, is_published, created_at, model)
            values ($1, $2, $3, true, true, now(), $4::json)
            """, definition.VersionId, definitionId, version, copy.ToJsonString());
        await services.GetRequiredService<TriggerIndex>().ReplaceAsync(transaction, definition, Token);
        await transaction.CommitAsync(Token);
        return version;
    }

    public async Task RetractAsync(string definitionId)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await ExecuteAsync(transaction, "update elsa.workflow_definition set is_published = false where definition_id = $1", definitionId);
        await TriggerIndex.RemoveAsync(transaction, definitionId, Token);
        await transaction.CommitAsync(Token);
    }

    public async Task<WorkflowDefinition?> FindDefinitionAsync(string definitionId)
    {
        await using var connection = await DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        return await services.GetRequiredService<DefinitionCatalog>().FindAsync(transaction, definitionId, "Latest", Token);
    }

    /// <summary>Instances of definitions, in order of their making.</summary>
    public async Task<List<(string Id, string DefinitionId)>> InstancesOfAsync(IReadOnlyList<string> definitionIds)
    {
        await using var command = DataSource.CreateCommand(
            "select id, definition_id from elsa.workflow_instance where definition_id = any($1) order by created_at, id");
        command.Parameters.Add(new NpgsqlParameter { Value = definitionIds.ToArray() });
        var found = new List<(string, string)>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task<int> NextVersionAsync(NpgsqlTransaction transaction, string definitionId)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce(max(version), 0) + 1 from elsa.workflow_definition where definition_id = $1", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = definitionId } },
        };
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, params object[] values)
    {
#pragma warning disable CA2100 // texts above
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(Token);
    }
}
