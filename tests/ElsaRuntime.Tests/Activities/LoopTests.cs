using System.Text.Json.Nodes;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Activities;

/// <summary>Where the loops of Elsa differ from one another, and what they take as items.</summary>
public sealed class LoopTests
{
    [Fact]
    public async Task A_break_inside_a_parallel_loop_leaves_the_loop_around_it()
    {
        var body = Activity("each", "Sequence", ("activities", new JsonArray(
            Line("item", "'item ' + getVariable('CurrentValue')"), Activity("leave", "Break"), Line("never", "'never'"))));
        var around = Activity("around", "Sequence", ("activities", new JsonArray(
            Activity("parallel", "ParallelForEach", ("items", Script("Object", "[1, 2]")), ("body", body)), Line("again", "'again'"))));
        Assert.Equal(
            ["item 1", "item 2", "out"],
            await LinesOfAsync(Activity("while", "While", ("condition", Literal("Boolean", true)), ("body", around)), Line("out", "'out'")));
    }

    [Theory]
    [InlineData("[1, 'b']", "1 b")]
    [InlineData("'ab'", "a b")]
    [InlineData("'[3, 4]'", "3 4")]
    [InlineData("[]", "")]
    [InlineData("null", null)]
    [InlineData("5", null)]
    [InlineData("({ a: 1 })", null)]
    public async Task One_after_the_other_takes_a_list_its_json_or_the_letters_of_a_text_and_faults_on_anything_else(string items, string? printed)
    {
        var loop = Activity("loop", "ForEach", ("items", Script("Object", items)), ("body", Line("item", "'' + getVariable('CurrentValue')")));
        Assert.Equal(printed, await PrintedAsync(loop));
    }

    [Theory]
    [InlineData("[1, 'b']", "1 b")]
    [InlineData("'[3, 4]'", "")]
    [InlineData("null", "")]
    [InlineData("5", "")]
    public async Task All_at_once_takes_a_list_only_and_does_nothing_with_anything_else(string items, string printed)
    {
        var loop = Activity("loop", "ParallelForEach", ("items", Script("Object", items)), ("body", Line("item", "'' + getVariable('CurrentValue')")));
        Assert.Equal(printed, await PrintedAsync(loop));
    }

    [Fact]
    public async Task A_loop_that_is_told_no_items_has_none() =>
        Assert.Equal(["out"], await LinesOfAsync(Activity("loop", "ForEach", ("body", Line("item", "'item'"))), Line("out", "'out'")));

    private static async Task<string?> PrintedAsync(JsonObject activity)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(activity)));
        var id = await runtime.StartAsync("w");
        return (await runtime.FindAsync(id)).SubStatus == "Faulted" ? null : string.Join(' ', await runtime.LinesAsync(id));
    }

    private static async Task<List<string>> LinesOfAsync(params JsonObject[] activities)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(activities)));
        var id = await runtime.StartAsync("w");
        Assert.Equal("Finished", (await runtime.FindAsync(id)).SubStatus);
        return await runtime.LinesAsync(id);
    }
}
