using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Api;

/// <summary>The sequences of calls Elsa Studio was seen to make.</summary>
public sealed class StudioTests
{
    [Fact]
    public async Task A_workflow_is_created_drawn_published_and_run()
    {
        await using var server = await ElsaServer.StartAsync();
        Assert.True((await server.GetAsync("workflow-definitions/validation/is-name-unique?name=Workflow%201"))["isUnique"]!.GetValue<bool>());
        var created = await SaveAsync(server, new JsonObject
        {
            ["definitionId"] = null,
            ["name"] = "Workflow 1",
            ["version"] = 1,
            ["variables"] = null,
            ["id"] = null,
            ["root"] = new JsonObject { ["id"] = "fc1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1" },
        }, publish: null);

        // Without a node id on the root the designer does not open.
        Assert.Equal("Workflow1:fc1", created["root"]!["nodeId"]!.GetValue<string>());
        Assert.Contains(created["links"]!.AsArray(), link => link!["rel"]!.GetValue<string>() == "publish");
        Assert.False((await server.GetAsync("workflow-definitions/validation/is-name-unique?name=Workflow%201"))["isUnique"]!.GetValue<bool>());

        var definitionId = created["definitionId"]!.GetValue<string>();
        created["root"]!["activities"] = new JsonArray(new JsonObject { ["id"] = "rt1", ["nodeId"] = "wrong", ["type"] = "Elsa.RunTask", ["version"] = 1, ["taskName"] = Literal("String", "Approve") });
        var drawn = await SaveAsync(server, created, publish: false);
        var task = drawn["root"]!["activities"]![0]!;
        Assert.Equal("Workflow1:fc1:rt1", task["nodeId"]!.GetValue<string>());
        Assert.False(task["customProperties"]!["canStartWorkflow"]!.GetValue<bool>());

        var published = await SaveAsync(server, drawn, publish: true);
        Assert.True(published["isPublished"]!.GetValue<bool>());
        Assert.Equal(1, published["version"]!.GetValue<int>());

        using var run = await server.Client.PostAsJsonAsync(
            $"workflow-definitions/{definitionId}/execute", new { correlationId = (string?)null, triggerActivityId = (string?)null, versionOptions = "Latest", input = (object?)null },
            TestContext.Current.CancellationToken);
        var id = run.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        Assert.Equal("Suspended", (await server.GetAsync($"workflow-instances/{id}/execution-state"))["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_journal_is_read_by_pages_and_its_last_entry_of_an_activity_says_whose_it_is()
    {
        await using var server = await ElsaServer.StartAsync();
        var loop = Activity("loop", "For", ("end", Literal("Int32", 60)), ("body", Line("l", "'again'")));
        await SaveAsync(server, Workflow("long", Sequence(loop)), publish: true);
        var id = (await server.PostAsync("workflow-definitions/long/execute"))["workflowState"]!["id"]!.GetValue<string>();

        async Task<string> PageAsync(string query, JsonObject? body = null)
        {
            var page = body is null ? await server.GetAsync($"workflow-instances/{id}/journal{query}") : await server.PostAsync($"workflow-instances/{id}/journal{query}", body);
            var sequences = page["items"]!.AsArray().Select(e => (int)e!["sequence"]!).ToList();
            return $"{sequences[0]} {sequences.Count} {page["totalCount"]}";
        }

        Assert.Equal("0 100 128", await PageAsync(""));
        Assert.Equal("0 100 128", await PageAsync("?pageSize=5"));
        Assert.Equal("120 8 128", await PageAsync("?page=2&pageSize=60"));
        Assert.Equal("7 3 128", await PageAsync("?skip=7&take=3"));
        Assert.Equal("4 2 128", await PageAsync("", new JsonObject { ["page"] = 2, ["pageSize"] = 2 }));
        var last = await server.GetAsync($"workflow-instances/{id}/journal/l");
        Assert.Equal(("Completed", "long", id, 1, "Workflow1:root:loop:l"),
            ((string)last["eventName"]!, (string)last["workflowDefinitionId"]!, (string)last["workflowInstanceId"]!, (int)last["workflowVersion"]!, (string)last["activityNodeId"]!));
    }

    [Fact]
    public async Task The_viewer_finds_everything_it_asks_for()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, Workflow("view", Flowchart([RunTask("t", "Approve"), Line("l", "'done'")], ("t", "Done", "l"))), publish: true);
        var id = (await server.PostAsync("workflow-definitions/view/execute"))["workflowState"]!["id"]!.GetValue<string>();
        var instance = await server.GetAsync($"workflow-instances/{id}");
        Assert.Equal("view", (await server.GetAsync("workflow-definitions/by-id/" + instance["definitionVersionId"]))["definitionId"]!.GetValue<string>());

        var journal = await server.PostAsync($"workflow-instances/{id}/journal?skip=0&take=110", new JsonObject
        {
            ["filter"] = new JsonObject { ["activityNodeIds"] = null, ["excludedActivityTypes"] = new JsonArray("Elsa.Workflow", "Elsa.Flowchart"), ["eventNames"] = null },
        });
        Assert.Equal(["Started", "Suspended"], journal["items"]!.AsArray().Select(e => e!["eventName"]!.GetValue<string>()));

        var summary = (await server.GetAsync($"activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:flow:t"))["items"]!.AsArray().Single()!;
        var execution = await server.GetAsync("activity-executions/by-id?id=" + summary["id"]);
        Assert.Equal("Approve", execution["activityState"]!["TaskName"]!.GetValue<string>());
        Assert.Equal("Running", execution["status"]!.GetValue<string>());

        var stats = (await server.PostAsync("activity-executions/report", new JsonObject
        {
            ["workflowInstanceId"] = id,
            ["activityNodeIds"] = new JsonArray("Workflow1:flow:t", "Workflow1:flow:l"),
        }))["stats"]!.AsArray();
        var badge = Assert.Single(stats);
        Assert.True(badge!["isBlocked"]!.GetValue<bool>());

        var stack = await server.GetAsync($"activity-executions/{summary["id"]}/call-stack?IncludeCrossWorkflowChain=True");
        Assert.Equal(summary["id"]!.GetValue<string>(), stack["items"]!.AsArray()[^1]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_instance_list_filters_as_the_designer_asks_and_ignores_empty_filters()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, Workflow("a", Sequence(RunTask("t", "wait"))), publish: true);
        await SaveAsync(server, Workflow("b", Sequence(Line("l", "'x'"))), publish: true);
        await server.PostAsync("workflow-definitions/a/execute", new JsonObject { ["correlationId"] = "PO-7" });
        await server.PostAsync("workflow-definitions/b/execute");

        var all = new JsonObject
        {
            ["page"] = 0,
            ["pageSize"] = 10,
            ["searchTerm"] = "",
            ["definitionId"] = null,
            ["definitionIds"] = new JsonArray(),
            ["isSystem"] = false,
            ["status"] = null,
            ["statuses"] = new JsonArray(),
            ["subStatuses"] = new JsonArray(),
            ["orderDirection"] = "Descending",
            ["timestampFilters"] = new JsonArray(),
        };
        Assert.Equal(["b", "a"], await DefinitionsAsync(server, all));
        Assert.Equal(["a"], await DefinitionsAsync(server, With(all, "statuses", new JsonArray("Running"))));
        Assert.Equal(["a"], await DefinitionsAsync(server, With(all, "searchTerm", "PO-7")));
        Assert.Equal(["b"], await DefinitionsAsync(server, With(all, "definitionIds", new JsonArray("b"))));
        Assert.Empty(await DefinitionsAsync(server, With(all, "timestampFilters", new JsonArray(new JsonObject
        {
            ["column"] = "CreatedAt",
            ["operator"] = "LessThan",
            ["timestamp"] = "2020-01-01T00:00:00Z",
        }))));
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Post, "workflow-instances", With(all, "statuses", new JsonArray("Dancing"))));
        Assert.Equal(400, await server.StatusAsync(HttpMethod.Post, "workflow-instances", With(all, "orderBy", "Weight")));
    }

    [Fact]
    public async Task The_instance_list_finds_parts_of_names_and_ids_and_whole_days()
    {
        await using var server = await ElsaServer.StartAsync();
        foreach (var (id, name) in new[] { ("find-a", "Roof repaired"), ("find-b", "Books audited"), ("find-c", null) })
        {
            await SaveAsync(server, Workflow(id, Sequence(Line("l", "'x'"))), publish: true);
            await server.PostAsync($"workflow-definitions/{id}/execute", new JsonObject { ["correlationId"] = "Case-" + id, ["name"] = name });
        }

        Assert.Equal(["find-b"], await DefinitionsAsync(server, new JsonObject { ["name"] = "AUDIT" }));
        Assert.Equal(["find-a"], await DefinitionsAsync(server, new JsonObject { ["searchTerm"] = "roof" }));
        Assert.Equal(["find-c"], await DefinitionsAsync(server, new JsonObject { ["searchTerm"] = "se-find-c" }));
        Assert.Empty(await DefinitionsAsync(server, new JsonObject { ["searchTerm"] = "SE-FIND-C" }));
        Assert.Equal(["find-b", "find-a", "find-c"], await DefinitionsAsync(server, new JsonObject { ["orderBy"] = "name" }));
        Assert.Equal(["find-a"], await DefinitionsAsync(server, new JsonObject { ["page"] = 2, ["pageSize"] = 1, ["orderDirection"] = "Descending", ["status"] = "finished" }));
        var days = (await server.PostAsync("workflow-instances"))["items"]!.AsArray().Select(i => i!["createdAt"]!.GetValue<string>()[..10]).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(days.Count == 1, "the day changed in the middle of the test");
        foreach (var (comparison, found) in new[] { ("Is", 3), ("IsNot", 0), ("GreaterThan", 0), ("greaterThanOrEqual", 3), ("LessThan", 0), ("LessThanOrEqual", 3) })
        {
            var today = new JsonObject { ["column"] = "createdAt", ["operator"] = comparison, ["timestamp"] = days[0] + "T00:00:00Z" };
            Assert.Equal(found, (await DefinitionsAsync(server, new JsonObject { ["timestampFilters"] = new JsonArray(today) })).Length);
        }
    }

    [Fact]
    public async Task An_activity_that_does_not_exist_here_is_shown_as_a_stand_in_and_survives_saving()
    {
        await using var server = await ElsaServer.StartAsync();
        var saved = await SaveAsync(server, Workflow("odd", Flowchart([new JsonObject { ["id"] = "x", ["type"] = "Acme.Fly", ["version"] = 2, ["wings"] = 4 }])), publish: false);
        var standIn = saved["root"]!["activities"]![0]!;
        Assert.Equal("Elsa.NotFoundActivity", standIn["type"]!.GetValue<string>());
        Assert.Equal("Acme.Fly", standIn["missingTypeName"]!.GetValue<string>());

        await SaveAsync(server, saved, publish: false);
        var file = await server.GetAsync("workflow-definitions/odd/export?versionOptions=Latest&includeConsumingWorkflows=False");
        var exported = file["root"]!["activities"]![0]!;
        Assert.Equal("Acme.Fly", exported["type"]!.GetValue<string>());
        Assert.Equal(4, exported["wings"]!.GetValue<int>());
    }

    [Fact]
    public async Task One_activity_is_tried_out_and_leaves_nothing_behind()
    {
        await using var server = await ElsaServer.StartAsync();
        var saved = await SaveAsync(server, Workflow("try", Flowchart([Line("l", "1 + 1")]), Variable("N")), publish: false);
        var result = await server.PostAsync("tests/activities", new JsonObject
        {
            ["workflowDefinitionHandle"] = new JsonObject { ["definitionVersionId"] = saved["id"]!.DeepClone() },
            ["activityHandle"] = new JsonObject { ["activityNodeId"] = "Workflow1:flow:l" },
        });
        Assert.Equal("Completed", result["status"]!.GetValue<string>());
        Assert.Equal("2", result["activityState"]!["Text"]!.GetValue<string>());
        Assert.Equal(0, (await server.GetAsync("workflow-instances"))["totalCount"]!.GetValue<int>());
        Assert.Equal(1, (await server.GetAsync("workflow-definitions/query/count"))["count"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_code_editor_learns_the_variables_of_the_definition()
    {
        await using var server = await ElsaServer.StartAsync();
        await SaveAsync(server, Workflow("script", Sequence(), Variable("Approved", "Boolean")), publish: false);
        using var response = await server.Client.PostAsJsonAsync(
            "scripting/javascript/type-definitions/script", new { workflowDefinitionId = "script" }, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("declare function getApproved(): boolean;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getCorrelationId()", text, StringComparison.Ordinal);
    }

    private static JsonObject With(JsonObject body, string name, JsonNode value)
    {
        var copy = (JsonObject)body.DeepClone();
        copy[name] = value;
        return copy;
    }

    private static async Task<string[]> DefinitionsAsync(ElsaServer server, JsonObject body) =>
        [.. (await server.PostAsync("workflow-instances", body))["items"]!.AsArray().Select(i => i!["definitionId"]!.GetValue<string>())];

    private static async Task<JsonObject> SaveAsync(ElsaServer server, JsonObject model, bool? publish) =>
        (await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = model.DeepClone(), ["publish"] = publish }))["workflowDefinition"]!.AsObject();
}
