using ElsaRuntime.Storage;
using Microsoft.Extensions.DependencyInjection;
using Testing;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Acts;

public sealed class ConcurrencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_start_with_the_same_id_changes_nothing()
    {
        await using var runtime = await CreateAsync();
        var first = await StartAsync(runtime, "chosen");
        var second = await StartAsync(runtime, "chosen");
        Assert.Equal("chosen", Assert.IsType<WorkflowOutcome.Moved>(first).First.InstanceId);
        Assert.Equal(new WorkflowOutcome.AlreadyDone("chosen"), second);
        Assert.Equal(1, await runtime.CountAsync("select count(*) from elsa.workflow_instance"));
    }

    [Fact]
    public async Task Of_many_starts_with_one_id_at_once_exactly_one_begins()
    {
        await using var runtime = await CreateAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => StartAsync(runtime, "chosen"), Token)));
        Assert.Single(outcomes.OfType<WorkflowOutcome.Moved>());
        Assert.Equal(7, outcomes.OfType<WorkflowOutcome.AlreadyDone>().Count());
    }

    [Fact]
    public async Task Of_many_completions_of_one_task_at_once_exactly_one_moves_the_instance()
    {
        await using var runtime = await CreateAsync();
        var id = await runtime.StartAsync("w");
        var task = Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId!;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, null, ct)), Token)));
        Assert.Single(outcomes.OfType<WorkflowOutcome.Moved>());
        Assert.Equal(7, outcomes.OfType<WorkflowOutcome.NotFound>().Count());
        Assert.Single(await runtime.JournalAsync(id), "T Completed");
    }

    /// <summary>So were tasks that opened before their ids said whose they are.</summary>
    [Fact]
    public async Task A_task_whose_id_says_nothing_is_found_by_its_row()
    {
        await using var runtime = await CreateAsync();
        var id = await runtime.StartAsync("w");
        var task = Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId!;
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.bookmark"));
        await runtime.ExecuteAsync($"update elsa.workflow_instance set state = replace(state::text, '{task}', 'old-task')::json");
        await runtime.ExecuteAsync($"insert into elsa.bookmark (instance_id, number, kind, key) values ('{id}', 1, 'Elsa.RunTask', 'old-task')");

        Assert.IsType<WorkflowOutcome.NotFound>(await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, null, ct)));
        Assert.IsType<WorkflowOutcome.Moved>(await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, "old-task", null, ct)));

        Assert.Equal("Finished", (await runtime.FindAsync(id)).Status);
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.bookmark"));
    }

    [Fact]
    public async Task What_is_rolled_back_has_never_been()
    {
        await using var runtime = await CreateAsync();
        var id = await runtime.StartAsync("w");
        var task = Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId!;
        await using (var scope = runtime.Services.CreateAsyncScope())
        {
            await using var connection = await runtime.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().CompleteTaskAsync(transaction, task, null, Token);
            await transaction.RollbackAsync(Token);
        }

        Assert.Equal(task, Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId);
        await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, null, ct));
        Assert.Equal("Finished", (await runtime.FindAsync(id)).Status);
        Assert.Equal(["root Started", "T Started", "T Suspended", "T Resumed", "T Completed", "root Completed"],
            (await runtime.JournalAsync(id)).Where(e => !e.StartsWith("Workflow1", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Singletons_started_at_once_are_one()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var model = Workflow("one", Sequence(RunTask("T", "hold")));
        model["options"] = new System.Text.Json.Nodes.JsonObject { ["activationStrategyType"] = "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core" };
        await runtime.PublishAsync(model);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            runtime.ActAsync((engine, tx, ct) => engine.StartAsync(tx, new StartWorkflow { DefinitionId = "one" }, ct)), Token)));
        Assert.Single(outcomes.OfType<WorkflowOutcome.Moved>());
        Assert.Equal(7, outcomes.OfType<WorkflowOutcome.CannotStart>().Count());
    }

    [Fact]
    public async Task Observers_hear_of_a_move_only_when_it_is_published_after_the_commit()
    {
        var observer = new Observer();
        await using var runtime = await CreateAsync(services => services.AddSingleton<IWorkflowObserver>(observer));
        await using var scope = runtime.Services.CreateAsyncScope();
        await using var connection = await runtime.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().StartAsync(transaction, new StartWorkflow { DefinitionId = "w" }, Token);
        Assert.Empty(observer.Moves);
        await transaction.CommitAsync(Token);
        await scope.ServiceProvider.GetRequiredService<MovedInstances>().PublishAsync(Token);
        Assert.Equal("Suspended", Assert.Single(observer.Moves).SubStatus);
    }

    [Fact]
    public async Task Two_hosts_that_start_at_once_bring_the_schema_up_together()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ElsaRuntimeSchema.MigrateAsync(database.ConnectionString, Token), Token)));
        var scripts = typeof(ElsaRuntimeSchema).Assembly.GetManifestResourceNames().LongCount(name => name.EndsWith(".sql", StringComparison.Ordinal));
        await using var command = database.DataSource.CreateCommand("select count(*) from elsa.schema_version");
        Assert.Equal(scripts, await command.ExecuteScalarAsync(Token));
    }

    private static async Task<RuntimeHarness> CreateAsync(Action<IServiceCollection>? register = null)
    {
        var runtime = await RuntimeHarness.CreateAsync(register: register);
        await runtime.PublishAsync(Workflow("w", Sequence(RunTask("T", "hold"))));
        return runtime;
    }

    private static Task<WorkflowOutcome> StartAsync(RuntimeHarness runtime, string id) =>
        runtime.ActAsync((engine, tx, ct) => engine.StartAsync(tx, new StartWorkflow { DefinitionId = "w", InstanceId = id }, ct));

    private sealed class Observer : IWorkflowObserver
    {
        public List<InstanceMove> Moves { get; } = [];

        public ValueTask MovedAsync(IReadOnlyList<InstanceMove> moves, CancellationToken cancellationToken)
        {
            Moves.AddRange(moves);
            return ValueTask.CompletedTask;
        }
    }
}
