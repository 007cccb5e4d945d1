using System.Text.Json.Nodes;
using ElsaRuntime.Events;
using ElsaRuntime.Tasks;
using ElsaRuntime.Timers;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Events;

public sealed class EventTests
{
    private const int Waiting = 1_203;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fan_out_that_breaks_off_goes_on_where_it_was_and_reaches_each_once()
    {
        var handler = new BreaksOff(failAt: 700);
        await using var runtime = await RuntimeHarness.CreateAsync(register: services => services.AddSingleton<ITaskHandler>(handler));
        await PublishAsync(runtime);
        await StartManyAsync(runtime, Waiting);
        var fanOut = runtime.Services.GetRequiredService<EventFanOut>();
        await Assert.ThrowsAnyAsync<Exception>(() => fanOut.RaiseToAllAsync("day-1", "weekly", new JsonObject { ["week"] = 9 }, Token));
        Assert.Equal(500, await runtime.CountAsync("select count(*) from elsa.workflow_instance where status = 'Finished'"));

        var reached = await fanOut.RaiseToAllAsync("day-1", "weekly", new JsonObject { ["week"] = 9 }, Token);
        Assert.Equal(Waiting, reached);
        Assert.Equal(Waiting, await runtime.CountAsync("select count(*) from elsa.workflow_instance where status = 'Finished'"));
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.bookmark"));

        await StartManyAsync(runtime, 3);
        Assert.Equal(Waiting, await fanOut.RaiseToAllAsync("day-1", "weekly", null, Token));
        Assert.Equal(3, await runtime.CountAsync("select count(*) from elsa.workflow_instance where status = 'Running'"));
        Assert.Empty(await fanOut.ResumeAsync(Token));
    }

    [Fact]
    public async Task Two_hosts_that_raise_with_one_key_at_once_reach_each_once()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("loop", Flowchart([Event("e", "weekly"), Line("l", "'x'")], ("e", "Done", "l"), ("l", "Done", "e"))));
        for (var count = 0; count < 10; count++)
        {
            await runtime.StartAsync("loop");
        }

        var fanOut = runtime.Services.GetRequiredService<EventFanOut>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => fanOut.RaiseToAllAsync("once", "weekly", null, Token), Token)));
        foreach (var (id, _) in await runtime.InstancesOfAsync(["loop"]))
        {
            Assert.Equal(["x"], await runtime.LinesAsync(id));
        }
    }

    [Fact]
    public async Task Who_waits_is_found_by_the_correlation_he_had_when_he_began_to_wait()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Flowchart(
            [Activity("fork", "FlowFork", ("branches", Input("Object", "Object", """["a","b"]"""))), Event("e", "news"), RunTask("t", "wait"), Activity("c", "Correlate", ("correlationId", Literal("String", "new"))), Line("l", "'heard'")],
            ("fork", "a", "e"), ("fork", "b", "t"), ("e", "Done", "l"), ("t", "Done", "c"))));
        var id = await runtime.StartAsync("w", "old");
        await runtime.CompleteTaskAsync(id);
        Assert.Equal("new", (await runtime.FindAsync(id)).CorrelationId);

        await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("news", CorrelationId: "new"), ct));
        Assert.Empty(await runtime.LinesAsync(id));
        await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("news", CorrelationId: "old"), ct));
        Assert.Equal(["heard"], await runtime.LinesAsync(id));
    }

    [Fact]
    public async Task An_event_for_very_many_is_raised_in_one_act_too()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await PublishAsync(runtime);
        await StartManyAsync(runtime, Waiting);
        var outcome = await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("weekly"), ct));
        Assert.Equal(Waiting, Assert.IsType<WorkflowOutcome.Moved>(outcome).Instances.Count);
    }

    [Fact]
    public async Task A_kept_event_is_forgotten_when_its_time_is_over()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await PublishAsync(runtime);
        Assert.IsType<WorkflowOutcome.NotFound>(await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("weekly"), ct)));
        await runtime.PassAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.kept_event"));
        Assert.Equal("Suspended", (await runtime.FindAsync(await runtime.StartAsync("w"))).SubStatus);
    }

    [Fact]
    public async Task An_event_kept_while_its_receiver_was_going_to_wait_is_brought_by_the_sweep()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await PublishAsync(runtime);
        string id;
        await using (var scope = runtime.Services.CreateAsyncScope())
        {
            // The start is not committed when the event comes: neither sees the other.
            await using var connection = await runtime.DataSource.OpenConnectionAsync(Token);
            await using var transaction = await connection.BeginTransactionAsync(Token);
            var started = await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>()
                .StartAsync(transaction, new StartWorkflow { DefinitionId = "w" }, Token);
            id = ((WorkflowOutcome.Moved)started).First.InstanceId;
            await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("weekly"), ct));
            await transaction.CommitAsync(Token);
        }

        Assert.Equal("Suspended", (await runtime.FindAsync(id)).SubStatus);
        var result = await runtime.Services.GetRequiredService<TimerSweep>().RunAsync(Token);
        Assert.Equal(1, result.Delivered);
        Assert.Equal("Finished", (await runtime.FindAsync(id)).SubStatus);
    }

    // With the task where a handler is registered for it; else the event is the end.
    private static Task<int> PublishAsync(RuntimeHarness runtime)
    {
        var steps = runtime.Services.GetServices<ITaskHandler>().Any() ? new[] { Event("e", "weekly"), RunTask("T", "supervise") } : [Event("e", "weekly")];
        return runtime.PublishAsync(Workflow("w", Sequence(steps)));
    }

    private static async Task StartManyAsync(RuntimeHarness runtime, int count)
    {
        await using var scope = runtime.Services.CreateAsyncScope();
        await using var connection = await runtime.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var engine = scope.ServiceProvider.GetRequiredService<IWorkflowEngine>();
        for (var number = 0; number < count; number++)
        {
            await engine.StartAsync(transaction, new StartWorkflow { DefinitionId = "w" }, Token);
        }

        await transaction.CommitAsync(Token);
    }

    /// <summary>Is done at once, but breaks off one time, as a host that dies does.</summary>
    private sealed class BreaksOff(int failAt) : ITaskHandler
    {
        private int asked;

        public string TaskName => "supervise";

        public ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken) =>
            ++asked == failAt ? throw new NpgsqlException("gone") : new ValueTask<TaskAnswer>(new TaskAnswer.Completed(null));
    }
}
