using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using ElsaRuntime.Moving;
using Microsoft.Extensions.DependencyInjection;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Moving;

/// <summary>Running instances moved to a version that was published after they had started.</summary>
public sealed class InstanceMovesTests : IAsyncLifetime
{
    private RuntimeHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => harness = await RuntimeHarness.CreateAsync();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task A_moved_instance_waits_on_with_the_same_task_and_goes_the_new_way()
    {
        await harness.PublishAsync(Flow([RunTask("check", "check"), Line("end", "\"old end\"")], ("check", "Done", "end")));
        var id = await harness.StartAsync("w");
        var task = await TaskAsync(id, "check");
        await harness.PublishAsync(Flow(
            [RunTask("check", "check"), RunTask("again", "again"), Line("end", "`new end ${getVariable('Fresh')}`")],
            ("check", "Done", "again"), ("again", "Done", "end")));

        var preview = Assert.Single(await PreviewAsync());
        Assert.Equal((id, 1), (preview.InstanceId, preview.FromVersion));
        Assert.Equal(["check"], preview.WaitsAt);
        Assert.Empty(preview.Obstacles);
        Assert.Equal(new MoveOutcome.Moved(1, 2), await MoveAsync(id));

        Assert.Equal(task, await TaskAsync(id, "check"));
        await CompleteAsync(task);
        await CompleteAsync(await TaskAsync(id, "again"));
        Assert.Equal(["new end 7"], await harness.LinesAsync(id));
        Assert.Equal(("Finished", 2), ((await harness.FindAsync(id)).Status, (await harness.FindAsync(id)).Version));
        Assert.Contains("check Moved", await harness.JournalAsync(id));
        Assert.Empty(await PreviewAsync());
    }

    [Fact]
    public async Task A_loop_that_ran_before_the_move_runs_through_a_step_that_is_new()
    {
        (string, string, string)[] old = [("wait", "Done", "check"), ("check", "Done", "wait")];
        await harness.PublishAsync(Flow([Event("wait", "go"), RunTask("check", "check")], old));
        var id = await harness.StartAsync("w");
        for (var round = 0; round < 2; round++)
        {
            await RaiseAsync(id);
            await CompleteAsync(await TaskAsync(id, "check"));
        }

        await harness.PublishAsync(Flow(
            [Event("wait", "go"), RunTask("second", "second"), RunTask("check", "check")],
            ("wait", "Done", "second"), ("second", "Done", "check"), ("check", "Done", "wait")));
        Assert.IsType<MoveOutcome.Moved>(await MoveAsync(id));

        for (var round = 0; round < 2; round++)
        {
            await RaiseAsync(id);
            await CompleteAsync(await TaskAsync(id, "second"));
            await CompleteAsync(await TaskAsync(id, "check"));
        }

        Assert.Equal("go", Assert.Single((await harness.FindAsync(id)).Bookmarks).EventName);
    }

    [Fact]
    public async Task Nobody_waits_for_what_was_drawn_behind_a_step_that_has_passed()
    {
        await harness.PublishAsync(Flow(
            [RunTask("one", "one"), RunTask("two", "two"), Line("end", "'end'")], ("one", "Done", "two"), ("two", "Done", "end")));
        var id = await harness.StartAsync("w");
        await CompleteAsync(await TaskAsync(id, "one"));
        await harness.PublishAsync(Flow(
            [RunTask("one", "one"), RunTask("two", "two"), RunTask("beside", "beside"), Line("end", "'end'")],
            ("one", "Done", "two"), ("two", "Done", "end"), ("one", "Done", "end"), ("one", "Done", "beside"), ("beside", "Done", "end")));
        Assert.IsType<MoveOutcome.Moved>(await MoveAsync(id));

        await CompleteAsync(await TaskAsync(id, "two"));

        Assert.Equal(["end"], await harness.LinesAsync(id));
        Assert.Equal("Finished", (await harness.FindAsync(id)).Status);
    }

    [Fact]
    public async Task A_step_that_is_gone_or_asks_for_something_else_keeps_the_instance_where_it_is()
    {
        await harness.PublishAsync(Flow([RunTask("check", "check")]));
        var id = await harness.StartAsync("w");
        await harness.PublishAsync(Flow([RunTask("check", "other")]));
        Assert.Equal(["MoveStepChanged check"], Obstacles(Assert.Single(await PreviewAsync()).Obstacles));

        await harness.PublishAsync(Flow([RunTask("elsewhere", "check")]));
        Assert.Equal(["MoveStepGone check"], Obstacles(Assert.IsType<MoveOutcome.Blocked>(await MoveAsync(id)).Obstacles));

        Assert.Equal(1, (await harness.FindAsync(id)).Version);
        await CompleteAsync(await TaskAsync(id, "check"));
        Assert.Equal(["MoveFinished "], Obstacles(Assert.IsType<MoveOutcome.Blocked>(await MoveAsync(id)).Obstacles));
    }

    [Fact]
    public async Task Only_the_published_version_is_moved_to_and_what_was_run_keeps_its_name_in_the_journal()
    {
        await harness.PublishAsync(Flow([Line("hello", "\"hello\""), RunTask("check", "check")], ("hello", "Done", "check")));
        var id = await harness.StartAsync("w");
        await harness.PublishAsync(Flow([RunTask("check", "check")]));
        await harness.RetractAsync("w");
        Assert.IsType<MoveOutcome.NotFound>(await MoveAsync(id));

        await harness.PublishAsync(Flow([RunTask("check", "check")]));
        Assert.Equal(new MoveOutcome.Moved(1, 3), await MoveAsync(id));
        Assert.Equal(["hello"], await harness.LinesAsync(id));
        Assert.IsType<MoveOutcome.NotFound>(await MoveAsync("nobody"));
    }

    private static JsonObject Flow(JsonObject[] activities, params (string From, string Port, string To)[] connections) =>
        Workflow("w", Flowchart(activities, connections), Variable("Fresh", "Int32", "7"));

    private static IEnumerable<string> Obstacles(IEnumerable<MoveObstacle> obstacles) => obstacles.Select(o => $"{o.Code} {o.Activity}");

    private async Task<string> TaskAsync(string id, string name) =>
        Assert.Single((await harness.FindAsync(id)).Bookmarks, b => b.TaskName == name).TaskId!;

    private Task<WorkflowOutcome> CompleteAsync(string task) =>
        harness.ActAsync((engine, transaction, token) => engine.CompleteTaskAsync(transaction, task, null, token));

    private Task<WorkflowOutcome> RaiseAsync(string id) =>
        harness.ActAsync((engine, transaction, token) => engine.RaiseEventAsync(transaction, new RaiseEvent("go", null, InstanceId: id), token));

    private Task<IReadOnlyList<MovePreview>> PreviewAsync() =>
        InAsync((moves, transaction, version) => moves.PreviewAsync(transaction, version, 10, Token));

    private Task<MoveOutcome> MoveAsync(string id) =>
        InAsync((moves, transaction, version) => moves.MoveAsync(transaction, id, version, Token));

    private async Task<T> InAsync<T>(Func<InstanceMoves, Npgsql.NpgsqlTransaction, string, Task<T>> act)
    {
        await using var scope = harness.Services.CreateAsyncScope();
        await using var connection = await harness.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var latest = await DefinitionStore.FindAsync(transaction, "w", "Latest", Token);
        var result = await act(scope.ServiceProvider.GetRequiredService<InstanceMoves>(), transaction, latest!.Id);
        await transaction.CommitAsync(Token);
        return result;
    }
}
