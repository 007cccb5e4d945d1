using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Tests.Api;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Events;

/// <summary>What starts a workflow may be an expression; what cannot be evaluated keeps a version from being published, as in Elsa.</summary>
public sealed class TriggerExpressionTests
{
    [Theory]
    [InlineData("JavaScript", "'paid-' + getRegion()", "paid-north")]
    [InlineData("JavaScript", "`paid-${variables.Region}`", "paid-north")]
    [InlineData("Liquid", "paid-{{ Variables.Region }}", "paid-north")]
    [InlineData("JavaScript", "'paid-' + getInput('Region')", "paid-null")]
    public async Task An_events_name_is_evaluated_with_the_defaults_of_the_variables(string kind, string name, string raised)
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var wait = Activity("wait", "Event", ("eventName", Input("String", kind, name)), ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        await runtime.PublishAsync(Workflow("w", Flowchart([wait, Line("said", "'started'")], ("wait", "Done", "said")), Variable("Region", "String", "north")));
        await runtime.ActAsync((engine, transaction, token) => engine.RaiseEventAsync(transaction, new RaiseEvent(raised, null, null, null), token));
        var (id, _) = Assert.Single(await runtime.InstancesOfAsync(["w"]));
        Assert.Equal(["started"], await runtime.LinesAsync(id));
    }

    [Fact]
    public async Task A_timer_without_an_interval_starts_every_minute()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Flowchart([Activity("tick", "Timer", ("customProperties", new JsonObject { ["canStartWorkflow"] = true }))])));
        await runtime.PassAsync(TimeSpan.FromSeconds(59));
        Assert.Empty(await runtime.InstancesOfAsync(["w"]));
        await runtime.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Single(await runtime.InstancesOfAsync(["w"]));
    }

    [Theory]
    [InlineData("Cron", "cronExpression", "Literal", "every monday")]
    [InlineData("Cron", "cronExpression", "JavaScript", "nowhere()")]
    [InlineData("Event", "eventName", "JavaScript", "getVariable('None').name")]
    public async Task What_cannot_start_the_workflow_is_refused_by_the_activitys_name_and_the_version_before_stays(string type, string input, string kind, string value)
    {
        await using var server = await ElsaServer.StartAsync();
        await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = Workflow("w", Flowchart([Event("wait", "paid", starts: true)])), ["publish"] = true });
        var start = Activity("begin", type, (input, Input("String", kind, value)), ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        var body = new JsonObject { ["model"] = Workflow("w", Flowchart([start])), ["publish"] = true };
        using var answer = await server.Client.PostAsJsonAsync("workflow-definitions", body, TestContext.Current.CancellationToken);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith("Activity \"begin\" cannot start the workflow", problem["errors"]!["generalErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        var stands = await server.GetAsync("workflow-definitions/by-definition-id/w");
        Assert.Equal(1, stands["version"]!.GetValue<int>());
        Assert.True(stands["isPublished"]!.GetValue<bool>());
        await server.PostAsync("events/paid/trigger", new JsonObject());
        Assert.Equal(1, (await server.GetAsync("workflow-instances"))["totalCount"]!.GetValue<int>());

        // As a draft it may wait to be mended.
        body["publish"] = false;
        await server.PostAsync("workflow-definitions", body.DeepClone());
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Post, "workflow-definitions/w/publish", new JsonObject()));
        var bulk = await server.PostAsync("bulk-actions/publish/workflow-definitions/by-definition-ids", new JsonObject { ["definitionIds"] = new JsonArray("w") });
        Assert.Equal("w", Assert.Single(bulk["failed"]!.AsArray())!.GetValue<string>());
    }
}
