using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Activities;

/// <summary>Workflows that start others.</summary>
public sealed class ChildWorkflowTests
{
    [Theory]
    [InlineData("'case-' + getItem()", "case-b")]
    [InlineData("'case-' + args.item", "case-b")]
    [InlineData("typeof getVariable('Item')", "object")]
    public async Task A_bulk_dispatch_computes_each_correlation_id_from_its_item(string function, string correlationId)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("child", Sequence(Line("l", "getCorrelationId() + ' ' + getInput('Item')"))));
        await runtime.PublishAsync(Workflow("parent", Sequence(Activity("bulk", "BulkDispatchWorkflows",
            ("workflowDefinitionId", Literal("String", "child")), ("items", Script("Object", "['a', 'b']")), ("correlationIdFunction", Script("String", function))))));
        await runtime.StartAsync("parent");
        var children = await runtime.InstancesOfAsync(["child"]);
        Assert.Equal(2, children.Count);
        Assert.Equal([$"{correlationId} b"], await runtime.LinesAsync(children[1].Id));
    }

    [Fact]
    public async Task Cancelling_an_instance_that_has_ended_ends_the_children_it_left_behind()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("child", Sequence(RunTask("ask", "ask"))));
        await runtime.PublishAsync(Workflow("parent", Sequence(Activity("start", "DispatchWorkflow", ("workflowDefinitionId", Literal("String", "child"))))));
        var parent = await runtime.StartAsync("parent");
        var child = Assert.Single(await runtime.InstancesOfAsync(["child"])).Id;
        Assert.IsType<WorkflowOutcome.Moved>(await runtime.ActAsync((engine, transaction, token) => engine.CancelAsync(transaction, parent, token)));
        Assert.Equal("Cancelled", (await runtime.FindAsync(child)).SubStatus);
        Assert.Equal("Finished", (await runtime.FindAsync(parent)).SubStatus);
        Assert.IsType<WorkflowOutcome.AlreadyDone>(await runtime.ActAsync((engine, transaction, token) => engine.CancelAsync(transaction, parent, token)));
    }
}
