using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Definitions;
using ElsaRuntime.Model;
using ElsaRuntime.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Definitions;

/// <summary>The definition the product depends on: brought along, guarded, and still the office's to change.</summary>
public sealed class GuardedDefinitionTests
{
    [Fact]
    public async Task A_guarded_definition_that_lost_a_step_is_refused_with_the_reason()
    {
        await using var server = await StartAsync("assign");
        await BuiltIns(server).PublishAsync(TestContext.Current.CancellationToken);

        var (status, texts) = await PublishAsync(server, Flowchart([RunTask("t", "something else")]));
        Assert.Equal((400, "The step assign is missing."), (status, texts.Single()));
        (status, texts) = await PublishAsync(server, Flowchart([RunTask("t", "assign"), Activity("odd", "Flies")], ("t", "Done", "odd")));
        Assert.Equal((400, "Activity \"odd\" is of the type Elsa.Flies, which does not exist here; it will fail when reached."), (status, texts.Single()));

        var published = await server.GetAsync("workflow-definitions/by-definition-id/life?versionOptions=Published");
        Assert.Equal(1, published["version"]!.GetValue<int>());
        (status, _) = await PublishAsync(server, Flowchart([RunTask("t", "assign"), RunTask("t2", "verify again")], ("t", "Done", "t2")));
        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_guarded_definition_can_be_saved_as_a_draft_but_not_retracted_or_deleted()
    {
        await using var server = await StartAsync("assign");
        await BuiltIns(server).PublishAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, await server.StatusAsync(HttpMethod.Post, "workflow-definitions", new JsonObject { ["model"] = Workflow("life", Sequence()), ["publish"] = false }));
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Post, "workflow-definitions/life/publish", new JsonObject()));
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Post, "workflow-definitions/life/retract", new JsonObject()));
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Delete, "workflow-definitions/life"));
    }

    [Fact]
    public async Task A_built_in_definition_is_published_once_and_again_only_when_the_product_changed_it()
    {
        await using var server = await StartAsync("assign");
        await BuiltIns(server).PublishAsync(TestContext.Current.CancellationToken);
        await PublishAsync(server, Flowchart([RunTask("t", "assign"), RunTask("own", "the office's own step")], ("t", "Done", "own")));
        await BuiltIns(server).PublishAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, await VersionAsync(server));

        var changed = new BuiltInDefinitions(
            [new BuiltInDefinition(BuiltIn("assign", "new step"))], server.Services.GetRequiredService<DefinitionEditor>(), server.DataSource);
        await changed.PublishAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, await VersionAsync(server));
    }

    [Fact]
    public async Task A_built_in_definition_with_a_problem_stops_the_start()
    {
        await using var server = await StartAsync("something else");
        var e = await Assert.ThrowsAsync<InvalidOperationException>(() => BuiltIns(server).PublishAsync(TestContext.Current.CancellationToken));
        Assert.Contains("The step assign is missing.", e.Message, StringComparison.Ordinal);
    }

    private static Task<ElsaServer> StartAsync(string task) => ElsaServer.StartAsync(services =>
    {
        services.AddSingleton<IPublishGuard, NeedsAssign>();
        services.AddSingleton(new BuiltInDefinition(BuiltIn(task)));
    });

    private static string BuiltIn(params string[] tasks) => Workflow("life", Sequence([.. tasks.Select((t, i) => RunTask("t" + i, t))])).ToJsonString();

    private static BuiltInDefinitions BuiltIns(ElsaServer server) => server.Services.GetRequiredService<BuiltInDefinitions>();

    private static async Task<int> VersionAsync(ElsaServer server) =>
        (await server.GetAsync("workflow-definitions/by-definition-id/life?versionOptions=Published"))["version"]!.GetValue<int>();

    private static async Task<(int Status, string[] Texts)> PublishAsync(ElsaServer server, JsonObject root)
    {
        using var response = await server.Client.PostAsJsonAsync(
            "workflow-definitions", new JsonObject { ["model"] = Workflow("life", root), ["publish"] = true }, TestContext.Current.CancellationToken);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return ((int)response.StatusCode, [.. body["errors"]?["generalErrors"]?.AsArray().Select(t => t!.GetValue<string>()) ?? []]);
    }

    private sealed class NeedsAssign : IPublishGuard
    {
        public string DefinitionId => "life";

        public IEnumerable<PublishObjection> Examine(WorkflowDefinition candidate) =>
            candidate.Nodes.Any(n => n.Inputs.GetValueOrDefault("TaskName")?.Expression?.Text == "assign")
                ? []
                : [new PublishObjection("StepMissing", "缺少步骤 assign。", "The step assign is missing.")];
    }
}
