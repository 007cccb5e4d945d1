using System.Text.Json.Nodes;
using ElsaRuntime.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Acts;

public sealed class TaskHandlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_handler_that_is_done_at_once_lets_the_workflow_go_on_in_the_same_act()
    {
        await using var runtime = await CreateAsync(new Handler("work") { Answer = new TaskAnswer.Completed(new JsonObject { ["by"] = "li" }) });
        await runtime.PublishAsync(Asking("w"));
        var id = await runtime.StartAsync("w");
        Assert.Equal("Finished", (await runtime.FindAsync(id)).Status);
        Assert.Equal(["done by li"], await runtime.LinesAsync(id));
        Assert.Equal(
            ["T Started", "T Suspended", "T Resumed", "T Completed"],
            (await runtime.JournalAsync(id)).Where(e => e.StartsWith("T ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_handler_sees_the_payload_and_the_instance_it_works_for()
    {
        var handler = new Handler("work") { Answer = new TaskAnswer.Wait() };
        await using var runtime = await CreateAsync(handler);
        await runtime.PublishAsync(Asking("w"));
        var id = await runtime.StartAsync("w", "corr");
        var request = Assert.Single(handler.Asked);
        Assert.Equal((id, "w", "corr", "work"), (request.InstanceId, request.DefinitionId, request.CorrelationId, request.TaskName));
        Assert.Equal("""{"n":3}""", request.Payload?.ToJsonString());
        Assert.Equal(request.TaskId, Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId);
    }

    [Fact]
    public async Task A_refusal_leaves_everything_as_it_was_before_the_act()
    {
        await using var runtime = await CreateAsync(new Handler("work") { WritesFirst = true, Answer = new TaskAnswer.Refused("no", "detail") });
        await runtime.PublishAsync(Asking("w"));
        await using var scope = runtime.Services.CreateAsyncScope();
        await using var connection = await runtime.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await InsertKeptAsync(transaction, "by the caller");
        var outcome = await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>()
            .StartAsync(transaction, new StartWorkflow { DefinitionId = "w" }, Token);
        await transaction.CommitAsync(Token);
        Assert.Equal(new WorkflowOutcome.Refused("no", "detail"), outcome);
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.workflow_instance"));
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.journal"));
        Assert.Equal(1, await runtime.CountAsync("select count(*) from elsa.kept_event where event_name = 'by the caller'"));
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.kept_event where event_name = 'by the handler'"));
    }

    [Fact]
    public async Task A_result_that_is_refused_leaves_the_task_open()
    {
        var handler = new Handler("work") { Answer = new TaskAnswer.Wait(), Refusal = new TaskAnswer.Refused("wrong") };
        await using var runtime = await CreateAsync(handler);
        await runtime.PublishAsync(Asking("w"));
        var id = await runtime.StartAsync("w");
        var task = Assert.Single((await runtime.FindAsync(id)).Bookmarks).TaskId!;
        var refused = await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, null, ct));
        Assert.Equal(new WorkflowOutcome.Refused("wrong", null), refused);
        Assert.Equal("Suspended", (await runtime.FindAsync(id)).SubStatus);
        handler.Refusal = null;
        var accepted = await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, new JsonObject { ["by"] = "wang" }, ct));
        Assert.Equal("Finished", Assert.IsType<WorkflowOutcome.Moved>(accepted).First.Status);
        Assert.Equal(["done by wang"], await runtime.LinesAsync(id));
    }

    [Fact]
    public async Task An_exception_of_a_handler_reaches_the_caller_and_does_not_fault_the_workflow()
    {
        await using var runtime = await CreateAsync(new Handler("work") { Failure = new InvalidOperationException("broken") });
        await runtime.PublishAsync(Asking("w"));
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => runtime.StartAsync("w"));
        Assert.Equal("broken", thrown.InnerException?.Message);
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.workflow_instance"));
    }

    [Fact]
    public async Task A_handler_hears_of_a_task_that_waits_no_more_and_not_of_one_that_has_its_result()
    {
        var handler = new Handler("work");
        await using var runtime = await CreateAsync(handler);
        await runtime.PublishAsync(Workflow("w", Activity("F", "Fork", ("joinMode", "WaitAny"), ("branches", new JsonArray(RunTask("T", "work"), RunTask("U", "work"))))));
        await runtime.PublishAsync(Workflow("v", Sequence(RunTask("T", "work"))));

        var overtaken = await runtime.StartAsync("w");
        Assert.IsType<WorkflowOutcome.Moved>(await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, handler.Asked[0].TaskId, null, ct)));
        Assert.Equal([(overtaken, "w", handler.Asked[1].TaskId, "work")], handler.Dropped.Select(d => (d.InstanceId, d.DefinitionId, d.TaskId, d.TaskName)));

        var cancelled = await runtime.StartAsync("v");
        Assert.IsType<WorkflowOutcome.Moved>(await runtime.ActAsync((engine, tx, ct) => engine.CancelAsync(tx, cancelled, ct)));
        Assert.Equal([handler.Asked[1].TaskId, handler.Asked[2].TaskId], handler.Dropped.Select(d => d.TaskId));

        await runtime.StartAsync("v");
        Assert.IsType<WorkflowOutcome.Moved>(await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, handler.Asked[3].TaskId, null, ct)));
        Assert.Equal(2, handler.Dropped.Count);
    }

    [Fact]
    public async Task A_kept_event_whose_delivery_is_refused_is_dropped_and_the_act_that_opened_the_wait_stands()
    {
        var handler = new Handler("work") { WritesFirst = true, Answer = new TaskAnswer.Refused("no") };
        var memory = new Memory();
        await using var runtime = await RuntimeHarness.CreateAsync(register: services => services.AddSingleton<ITaskHandler>(handler).AddSingleton<IHandlerMemory>(memory));
        await runtime.PublishAsync(Workflow("w", Sequence(Event("E", "asked"), RunTask("T", "work"))));
        await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("asked"), ct));
        var id = await runtime.StartAsync("w");
        Assert.Single(handler.Asked);
        var instance = await runtime.FindAsync(id);
        Assert.Equal("Suspended", instance.SubStatus);
        Assert.Single(instance.Bookmarks);
        Assert.Equal(0, await runtime.CountAsync("select count(*) from elsa.kept_event"));
        Assert.Equal("E EventDropped", (await runtime.JournalAsync(id))[^1]);
        Assert.Equal(["written", "read again without what was undone"], memory.Calls);

        handler.Answer = new TaskAnswer.Completed(null);
        Assert.IsType<WorkflowOutcome.Moved>(
            await runtime.ActAsync((engine, tx, ct) => engine.RaiseEventAsync(tx, new RaiseEvent("asked"), ct)));
        Assert.Equal("Finished", (await runtime.FindAsync(id)).SubStatus);
    }

    private static Task<RuntimeHarness> CreateAsync(Handler handler) =>
        RuntimeHarness.CreateAsync(register: services => services.AddSingleton<ITaskHandler>(handler));

    private static JsonObject Asking(string id) => Workflow(id, Sequence(
        Activity("T", "RunTask", ("taskName", Literal("String", "work")), ("payload", Script("ObjectDictionary", "({n: 3})")), ("result", BindTo("R"))),
        Line("l", "`done by ${getR().by}`")), Variable("R"));

    private static async Task InsertKeptAsync(NpgsqlTransaction transaction, string name)
    {
        await using var command = new NpgsqlCommand(
            "insert into elsa.kept_event (event_name, expires_at) values ($1, '2100-01-01')", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = name } },
        };
        await command.ExecuteNonQueryAsync(Token);
    }

    private sealed class Handler(string taskName) : ITaskHandler
    {
        public string TaskName => taskName;

        public TaskAnswer Answer { get; set; } = new TaskAnswer.Wait();

        public TaskAnswer.Refused? Refusal { get; set; }

        public Exception? Failure { get; init; }

        public bool WritesFirst { get; init; }

        public List<TaskRequest> Asked { get; } = [];

        public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
        {
            Asked.Add(request);
            if (WritesFirst)
            {
                await InsertKeptAsync(request.Transaction, "by the handler");
            }

            return Failure is null ? Answer : throw Failure;
        }

        public ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken) => new(Refusal);

        public List<TaskDropped> Dropped { get; } = [];

        public ValueTask DroppedAsync(TaskDropped dropped, CancellationToken cancellationToken)
        {
            Dropped.Add(dropped);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Memory : IHandlerMemory
    {
        public List<string> Calls { get; } = [];

        public ValueTask WriteAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
        {
            Calls.Add("written");
            return ValueTask.CompletedTask;
        }

        public async ValueTask ReadAgainAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
        {
            await using var command = new NpgsqlCommand("select count(*) from elsa.kept_event where event_name = 'by the handler'", transaction.Connection, transaction);
            Calls.Add((long)(await command.ExecuteScalarAsync(cancellationToken))! == 0 ? "read again without what was undone" : "read again");
        }
    }
}
