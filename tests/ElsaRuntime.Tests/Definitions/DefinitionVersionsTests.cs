using System.Text.Json.Nodes;
using ElsaRuntime.Tests.Api;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Definitions;

/// <summary>Drafts, versions, publishing and taking back, as people meet them through the API.</summary>
public sealed class DefinitionVersionsTests
{
    [Fact]
    public async Task Saving_a_published_definition_makes_a_draft_and_leaves_the_published_one_in_force()
    {
        await using var server = await ElsaServer.StartAsync();
        var first = await SaveAsync(server, "one", publish: true);
        var draft = await SaveAsync(server, "two", publish: false);

        Assert.Equal((2, true, false), (Number(draft), Flag(draft, "isLatest"), Flag(draft, "isPublished")));
        Assert.NotEqual(Text(first, "id"), Text(draft, "id"));
        Assert.Equal(Text(first, "id"), Text(await server.GetAsync("workflow-definitions/by-definition-id/w?versionOptions=Published"), "id"));
        Assert.Equal("one", await TaskOfAsync(server, await RunAsync(server)));

        var again = await SaveAsync(server, "three", publish: false);
        Assert.Equal(Text(draft, "id"), Text(again, "id"));
    }

    [Fact]
    public async Task Running_instances_stay_on_their_version_when_a_new_one_is_published()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, "one", publish: true);
        var old = await RunAsync(server);
        await SaveAsync(server, "two", publish: false);
        var published = (await server.PostAsync("workflow-definitions/w/publish"))["workflowDefinition"]!.AsObject();

        Assert.Equal(2, Number(published));
        Assert.Equal("one", await TaskOfAsync(server, old));
        Assert.Equal("two", await TaskOfAsync(server, await RunAsync(server)));
        Assert.True((await server.PostAsync("workflow-definitions/w/publish"))["alreadyPublished"]!.GetValue<bool>());
    }

    [Fact]
    public async Task What_was_retracted_starts_nothing_and_keeps_its_content_for_those_who_run_on_it()
    {
        await using var server = await ElsaServer.StartAsync();
        var first = await SaveAsync(server, "one", publish: true);
        var running = await RunAsync(server);
        var retracted = await server.PostAsync("workflow-definitions/w/retract");
        Assert.False(Flag(retracted, "isPublished"));
        Assert.Equal(404, await server.StatusAsync(HttpMethod.Post, "workflow-definitions/w/execute", new JsonObject()));
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Post, "workflow-definitions/w/retract", new JsonObject()));

        var changed = await SaveAsync(server, "two", publish: false);
        Assert.Equal(2, Number(changed));
        Assert.Equal("one", Text(await server.GetAsync("workflow-definitions/by-id/" + Text(first, "id")), "description"));
        await server.PostAsync($"tasks/{await TaskIdAsync(server, running)}/complete");
        Assert.Equal("Finished", Text(await server.GetAsync("workflow-instances/" + running), "status"));
    }

    [Fact]
    public async Task An_older_version_comes_back_as_a_new_draft()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, "one", publish: true);
        await SaveAsync(server, "two", publish: true);
        Assert.Equal(201, await server.StatusAsync(HttpMethod.Post, "workflow-definitions/w/revert/1", new JsonObject()));

        var latest = await server.GetAsync("workflow-definitions/by-definition-id/w?versionOptions=Latest");
        Assert.Equal((3, "one", false), (Number(latest), Text(latest, "description"), Flag(latest, "isPublished")));
        var versions = await server.GetAsync("workflow-definitions?versionOptions=AllVersions&DefinitionIds=w&OrderBy=Version&OrderDirection=Descending&Page=0&PageSize=10");
        Assert.Equal([3, 2, 1], versions["items"]!.AsArray().Select(v => Number(v!.AsObject())));
    }

    [Fact]
    public async Task A_version_in_use_is_not_deleted_and_the_one_before_becomes_the_latest_again()
    {
        await using var server = await ElsaServer.StartAsync();
        var first = await SaveAsync(server, "one", publish: true);
        var running = await RunAsync(server);
        var draft = await SaveAsync(server, "two", publish: false);
        Assert.Equal(409, await server.StatusAsync(HttpMethod.Delete, "workflow-definition-versions/" + Text(first, "id")));
        Assert.Equal(204, await server.StatusAsync(HttpMethod.Delete, "workflow-definition-versions/" + Text(draft, "id")));
        Assert.Equal(1, Number(await server.GetAsync("workflow-definitions/by-definition-id/w")));

        Assert.Equal(204, await server.StatusAsync(HttpMethod.Delete, "workflow-definitions/w"));
        Assert.Equal(404, await server.StatusAsync(HttpMethod.Get, "workflow-definitions/by-definition-id/w"));
        Assert.Equal(404, await server.StatusAsync(HttpMethod.Get, "workflow-instances/" + running));
    }

    [Fact]
    public async Task What_one_server_exports_another_imports_unchanged()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, "one", publish: true);
        var file = await server.GetAsync("workflow-definitions/w/export?versionOptions=1&includeConsumingWorkflows=False");
        Assert.Equal("$schema", file.First().Key);
        await using var other = await ElsaServer.StartAsync();
        var imported = await other.PostAsync("workflow-definitions/import", file);

        Assert.Equal(Text(file, "id"), Text(imported, "id"));
        Assert.False(Flag(imported, "isPublished"));
        Assert.True(JsonNode.DeepEquals(file["root"], imported["root"]));
        Assert.True(JsonNode.DeepEquals(file["variables"], imported["variables"]));
    }

    [Fact]
    public async Task Several_definitions_travel_as_an_archive()
    {
        await using var server = await ElsaServer.StartAsync();
        var ids = new JsonArray();
        foreach (var name in new[] { "a", "b" })
        {
            var saved = await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = Workflow(name, Sequence(RunTask("t", name))), ["publish"] = false });
            ids.Add(saved["workflowDefinition"]!["id"]!.DeepClone());
        }

        using var exported = await server.Client.PostAsync("bulk-actions/export/workflow-definitions", System.Net.Http.Json.JsonContent.Create(new { ids }), TestContext.Current.CancellationToken);
        var archive = await exported.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        await using var other = await ElsaServer.StartAsync();
        using var upload = new MultipartFormDataContent { { new ByteArrayContent(archive), "files", "workflow-definitions.zip" } };
        using var answer = await other.Client.PostAsync("workflow-definitions/import-files", upload, TestContext.Current.CancellationToken);

        Assert.Equal("""{"count":2}""", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, (await other.GetAsync("workflow-definitions?versionOptions=Latest"))["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task Bulk_acts_say_what_became_of_each()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, "one", publish: false);
        var ids = new JsonObject { ["definitionIds"] = new JsonArray("w", "none") };
        var published = await server.PostAsync("bulk-actions/publish/workflow-definitions/by-definition-ids", ids.DeepClone());
        Assert.Equal(("""["w"]""", """["none"]"""), (published["published"]!.ToJsonString(), published["notFound"]!.ToJsonString()));
        var retracted = await server.PostAsync("bulk-actions/retract/workflow-definitions/by-definition-ids", ids.DeepClone());
        Assert.Equal("""["w"]""", retracted["retracted"]!.ToJsonString());
        Assert.Equal(1, (await server.PostAsync("bulk-actions/delete/workflow-definitions/by-definition-id", ids.DeepClone()))["deleted"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_child_that_starts_its_parent_again_is_told_on_publishing()
    {
        await using var server = await ElsaServer.StartAsync();
        var child = Workflow("child", Sequence(Activity("back", "DispatchWorkflow", ("workflowDefinitionId", Literal("String", "parent")))));
        await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = child, ["publish"] = true });
        var parent = Workflow("parent", Sequence(Activity("down", "DispatchWorkflow", ("workflowDefinitionId", Literal("String", "child")))));
        var saved = await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = parent, ["publish"] = true });

        Assert.True(saved["workflowDefinition"]!["isPublished"]!.GetValue<bool>());
        Assert.Contains("parent → child → parent", saved["validationErrors"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        var problem = (await server.GetAsync("workflow-definitions/parent/problems"))["items"]!.AsArray().Single()!;
        Assert.Equal(("ChildWorkflowCycle", "down"), (Text(problem.AsObject(), "code"), Text(problem.AsObject(), "activityName")));
    }

    private static async Task<JsonObject> SaveAsync(ElsaServer server, string task, bool publish)
    {
        var model = Workflow("w", Sequence(RunTask("t", task)));
        model["description"] = task;
        return (await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = publish }))["workflowDefinition"]!.AsObject();
    }

    private static async Task<string> RunAsync(ElsaServer server) =>
        (await server.PostAsync("workflow-definitions/w/execute"))["workflowState"]!["id"]!.GetValue<string>();

    private static async Task<string> TaskOfAsync(ElsaServer server, string instanceId) =>
        (await server.GetAsync("workflow-instances/" + instanceId))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskName"]!.GetValue<string>();

    private static async Task<string> TaskIdAsync(ElsaServer server, string instanceId) =>
        (await server.GetAsync("workflow-instances/" + instanceId))["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();

    private static int Number(JsonObject definition) => definition["version"]!.GetValue<int>();

    private static bool Flag(JsonObject definition, string name) => definition[name]!.GetValue<bool>();

    private static string Text(JsonObject json, string name) => json[name]!.GetValue<string>();
}
