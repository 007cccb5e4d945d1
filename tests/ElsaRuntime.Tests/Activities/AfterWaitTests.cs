using System.Text.Json.Nodes;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Activities;

/// <summary>What is no longer as it was when a workflow goes on after a wait.</summary>
public sealed class AfterWaitTests
{
    private const string Memory = "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core";

    [Theory]
    [InlineData("'kept'", "kept")]
    [InlineData("null", "default")]
    public async Task A_stored_variable_is_as_it_was_but_null_is_the_default_again(string set, string printed) =>
        Assert.Equal(printed, await PrintedAfterWaitAsync(Variable("X", "String", "default"), set));

    [Theory]
    [InlineData(null)]
    [InlineData(Memory)]
    public async Task A_variable_that_is_not_stored_is_the_default_again(string? driver) =>
        Assert.Equal("default", await PrintedAfterWaitAsync(Variable("X", "String", "default", driver), "'lost'"));

    [Fact]
    public async Task A_variable_nobody_declared_is_read_by_name_in_its_container_until_the_wait()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var inner = Activity("inner", "Sequence", ("activities", new JsonArray(
            Line("sets", "setVariable('Y', 1), getVariable('Y')"), Line("beside", "getVariable('Y') + ' ' + typeof getY"), RunTask("t", "wait"), Line("after", "'' + getVariable('Y')"))));
        await runtime.PublishAsync(Workflow("w", Sequence(inner, Line("outside", "'' + getVariable('Y')"))));
        var id = await runtime.StartAsync("w");
        await runtime.CompleteTaskAsync(id);

        Assert.Equal(["1", "1 undefined", "null", "null"], await runtime.LinesAsync(id));
    }

    [Fact]
    public async Task A_loop_is_told_its_bounds_anew()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var loop = Activity("loop", "For", ("end", Script("Int32", "getInput('n')")), ("body", RunTask("t", "wait")));
        await runtime.PublishAsync(Workflow("w", Sequence(loop, Line("out", "'out'"))));
        var id = await runtime.StartAsync("w", input: new JsonObject { ["n"] = 5 });
        await runtime.CompleteTaskAsync(id);

        // The input is gone: the end is zero.
        Assert.Equal("Finished", (await runtime.FindAsync(id)).SubStatus);
    }

    [Fact]
    public async Task A_loop_over_a_variable_goes_on_with_the_items_it_has_now()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var body = Activity("body", "Sequence", ("activities", new JsonArray(
            Line("item", "'' + getVariable('CurrentValue')"), RunTask("t", "wait"), Activity("grow", "RunJavaScript", ("script", Literal("String", "setItems(['a', 'B'])"))))));
        await runtime.PublishAsync(Workflow("w", Sequence(Activity("loop", "ForEach", ("items", Script("Object", "getItems()")), ("body", body))), Variable("Items", "JSON", """["a","b","c"]""")));
        var id = await runtime.StartAsync("w");
        await runtime.CompleteTaskAsync(id);
        await runtime.CompleteTaskAsync(id);

        Assert.Equal("Finished", (await runtime.FindAsync(id)).SubStatus);
        Assert.Equal(["a", "B"], await runtime.LinesAsync(id));
    }

    [Fact]
    public async Task A_loop_over_the_input_has_lost_its_items_and_faults_where_its_body_ended()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(Activity("loop", "ForEach", ("items", Script("Object", "getInput('items')")), ("body", RunTask("t", "wait"))))));
        var id = await runtime.StartAsync("w", input: new JsonObject { ["items"] = new JsonArray(1, 2) });
        await runtime.CompleteTaskAsync(id);

        var instance = await runtime.FindAsync(id);
        Assert.Equal("Faulted", instance.SubStatus);
        Assert.Equal("t", Assert.Single(instance.Incidents).ActivityId);
    }

    private static async Task<string> PrintedAfterWaitAsync(JsonObject variable, string set)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(Activity("set", "RunJavaScript", ("script", Literal("String", $"setX({set})"))), RunTask("t", "wait"), Line("line", "'' + getX()")), variable));
        var id = await runtime.StartAsync("w");
        var shown = Assert.Single((await runtime.FindAsync(id)).Variables);
        await runtime.CompleteTaskAsync(id);

        var printed = Assert.Single(await runtime.LinesAsync(id));
        Assert.Equal(printed, shown.Value!.GetValue<string>());
        return printed;
    }
}
