using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR.Client;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Api;

/// <summary>Pages hear that the instance they show has moved.</summary>
public sealed class HubTests
{
    [Fact]
    public async Task A_page_that_observes_an_instance_hears_of_the_step_that_was_taken()
    {
        await using var server = await ElsaServer.StartAsync();
        await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = Workflow("w", Sequence(RunTask("t", "wait"))), ["publish"] = true });
        var state = (await server.PostAsync("workflow-definitions/w/execute"))["workflowState"]!;
        var id = state["id"]!.GetValue<string>();
        await using var page = new HubConnectionBuilder().WithUrl(server.Address + "/elsa/hubs/workflow-instance", options => options.Headers["Authorization"] = TestIdentity.Key).Build();
        var stats = Channel.CreateUnbounded<JsonObject>();
        var updates = Channel.CreateUnbounded<JsonObject>();
        var logs = Channel.CreateUnbounded<JsonObject>();
        page.On<JsonObject>("ActivityExecutionLogUpdatedAsync", message => stats.Writer.TryWrite(message));
        page.On<JsonObject>("WorkflowExecutionLogUpdatedAsync", message => logs.Writer.TryWrite(message));
        page.On<JsonObject>("WorkflowInstanceUpdatedAsync", message => updates.Writer.TryWrite(message));
        await page.StartAsync(TestContext.Current.CancellationToken);
        await page.InvokeAsync("ObserveInstanceAsync", id, TestContext.Current.CancellationToken);

        // The state it begins with, then the step.
        Assert.Equal(id, (await NextAsync(updates))["workflowInstanceId"]!.GetValue<string>());
        Assert.True(BadgeOf(await NextAsync(stats))["isBlocked"]!.GetValue<bool>());
        await server.PostAsync($"tasks/{state["bookmarks"]![0]!["payload"]!["taskId"]}/complete");

        Assert.Equal(1, BadgeOf(await NextAsync(stats))["completedCount"]!.GetValue<int>());
        Assert.Equal(id, (await NextAsync(updates))["workflowInstanceId"]!.GetValue<string>());
        Assert.NotNull(await NextAsync(logs));
    }

    private static JsonNode BadgeOf(JsonObject message) =>
        message["stats"]!.AsArray().Single(s => s!["activityNodeId"]!.GetValue<string>() == "Workflow1:root:t")!;

    private static async Task<JsonObject> NextAsync(Channel<JsonObject> messages) =>
        await messages.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
