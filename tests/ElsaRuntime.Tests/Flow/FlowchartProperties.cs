using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Flow;

/// <summary>What holds for every flowchart.</summary>
public sealed class FlowchartProperties
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_step_that_is_led_to_runs_once_and_no_other_does()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        Check(150, Prop.ForAll(RandomFlow.Any, flow => Wait(async () =>
        {
            var id = await FinishAsync(runtime, flow, _ => 0, repeats: 0);
            var completed = (await runtime.JournalAsync(id)).Where(e => e.EndsWith(" Completed", StringComparison.Ordinal) && e.StartsWith('a'));
            var expected = flow.MustRun().SelectMany((runs, index) => runs ? [$"a{index} Completed"] : Array.Empty<string>());
            return completed.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal))
                && (await runtime.FindAsync(id)).SubStatus == "Finished";
        })));
    }

    [Fact]
    public async Task The_journal_is_the_same_whatever_was_undone_in_between()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();
        Check(60, Prop.ForAll(RandomFlow.Any, seeds, (flow, seed) => Wait(async () =>
        {
            var straight = await FinishAsync(runtime, flow, Order(seed), repeats: 0);
            var broken = await FinishAsync(runtime, flow, Order(seed), repeats: 2);
            return (await runtime.JournalAsync(straight)).SequenceEqual(await runtime.JournalAsync(broken));
        })));
    }

    [Fact]
    public async Task The_body_of_a_loop_runs_once_a_round_even_if_it_forks_and_meets_again()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var rounds = Gen.Choose(1, 12).ToArbitrary();
        Check(20, Prop.ForAll(RandomFlow.Any, rounds, (body, count) => Wait(async () =>
        {
            var id = await runtime.StartAsync(await PublishLoopAsync(runtime, body with { Steps = [.. body.Steps.Select(_ => StepKind.Line)] }, count));
            var lines = (await runtime.LinesAsync(id)).CountBy(l => l).ToDictionary();
            var expected = body.Edges.Select(e => e.To).Append(0).Distinct().Where(step => Reaches(body, step)).Select(step => $"a{step}").ToList();
            return expected.TrueForAll(step => lines.GetValueOrDefault(step) == count)
                && lines.Count == expected.Count
                && (await runtime.FindAsync(id)).SubStatus == "Finished";
        })));
    }

    private static void Check(int runs, Property property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), property);

    // Properties are synchronous; each runs on the test's thread.
    private static bool Wait(Func<Task<bool>> check) => Task.Run(check, Token).GetAwaiter().GetResult();

    private static Func<int, int> Order(int seed)
    {
        var random = new Random(seed);
        return random.Next;
    }

    private static bool Reaches(RandomFlow flow, int step)
    {
        var reached = new bool[flow.Steps.Count];
        reached[0] = true;
        foreach (var edge in flow.Edges.OrderBy(e => e.To))
        {
            reached[edge.To] |= reached[edge.From];
        }

        return reached[step];
    }

    /// <summary>Starts a flow and completes its tasks in the order chosen; each act may first be done and undone.</summary>
    private static async Task<string> FinishAsync(RuntimeHarness runtime, RandomFlow flow, Func<int, int> choose, int repeats)
    {
        var definitionId = Guid.NewGuid().ToString("N");
        await runtime.PublishAsync(flow.ToModel(definitionId));
        var id = await runtime.StartAsync(definitionId);
        while (await runtime.FindAsync(id) is { Bookmarks: { Count: > 0 } open })
        {
            // Task ids are new each time; the place in the list is what counts.
            var task = open.OrderBy(b => b.ActivityId, StringComparer.Ordinal).ElementAt(choose(open.Count)).TaskId!;
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                await UndoneAsync(runtime, task);
            }

            await runtime.ActAsync((engine, tx, ct) => engine.CompleteTaskAsync(tx, task, null, ct));
        }

        return id;
    }

    private static async Task UndoneAsync(RuntimeHarness runtime, string task)
    {
        await using var scope = runtime.Services.CreateAsyncScope();
        await using var connection = await runtime.DataSource.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await scope.ServiceProvider.GetRequiredService<IWorkflowEngine>().CompleteTaskAsync(transaction, task, null, Token);
        await transaction.RollbackAsync(Token);
    }

    // begin -> body -> count -> again? -> begin. What ends within the body goes on to the count, which joins all of it.
    private static async Task<string> PublishLoopAsync(RuntimeHarness runtime, RandomFlow body, int rounds)
    {
        var definitionId = Guid.NewGuid().ToString("N");
        var model = body.ToModel(definitionId);
        var flow = (JsonObject)model["root"]!;
        var activities = (JsonArray)flow["activities"]!;
        var connections = ((JsonArray)flow["connections"]!).Select(c => (
            From: c!["source"]!["activity"]!.GetValue<string>(), Port: "Done", To: c["target"]!["activity"]!.GetValue<string>())).ToList();
        var ends = Enumerable.Range(0, body.Steps.Count).Where(step => Reaches(body, step) && !body.Edges.Any(e => e.From == step));
        connections.Add(("begin", "Done", "a0"));
        connections.AddRange(ends.Select(step => ($"a{step}", "Done", "count")));
        connections.Add(("count", "Done", "again"));
        connections.Add(("again", "True", "begin"));
        var all = activities.Select(a => (JsonObject)a!.DeepClone())
            .Prepend(Activity("begin", "Start"))
            .Append(Activity("count", "SetVariable", ("variable", Variable("N", "Int32")), ("value", Script("Object", "getN() + 1"))))
            .Append(Activity("again", "FlowDecision", ("condition", Script("Boolean", $"getN() < {rounds}"))));
        await runtime.PublishAsync(Workflow(definitionId, Flowchart(all, [.. connections]), Variable("N", "Int32", "0")));
        return definitionId;
    }
}
