using System.Net.Http.Json;
using System.Text.Json.Nodes;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Api;

/// <summary>Single requests recorded from a real Elsa server, sent again; the answers must have Elsa's status, headers and shape.</summary>
public sealed class RecordingTests
{
    [Fact]
    public async Task An_approval_answers_as_Elsa_did_from_draft_to_end()
    {
        await using var server = await ElsaServer.StartAsync();
        await ReplayAsync(server, "workflow-definitions-save-draft");
        await ReplayAsync(server, "workflow-definitions-get-latest");
        await ReplayAsync(server, "workflow-definitions-publish");
        await ReplayAsync(server, "workflow-definitions-list");
        await ReplayAsync(server, "workflow-definitions-import");
        var state = (await ReplayAsync(server, "workflow-definitions-execute"))!["workflowState"]!;
        var id = state["id"]!.GetValue<string>();
        var task = state["bookmarks"]![0]!["payload"]!["taskId"]!.GetValue<string>();
        await ReplayAsync(server, "workflow-instances-get-suspended", id);
        await ReplayAsync(server, "activity-executions-list-suspended", id);
        await ReplayAsync(server, "tasks-complete", task);
        await ReplayAsync(server, "workflow-instances-get-finished", id);
        await ReplayAsync(server, "activity-executions-list-finished", id);
        await ReplayAsync(server, "workflow-instances-journal", id);
        await ReplayAsync(server, "workflow-instances-variables", id);
        await ReplayAsync(server, "workflow-instances-execution-state", id);
        await ReplayAsync(server, "workflow-instances-list-get");
        await ReplayAsync(server, "workflow-instances-list-post");
        await ReplayAsync(server, "workflow-definitions-dispatch");
    }

    [Fact]
    public async Task A_fault_a_delay_and_an_event_answer_as_Elsa_did()
    {
        await using var server = await ElsaServer.StartAsync();
        await PublishAsync(server, Workflow("x-f1", Activity("s", "Sequence", ("activities", new JsonArray(Line("x", "getVariable('N').foo"))))));
        await PublishAsync(server, Workflow("delay-proof", Flowchart([Activity("D", "Delay", ("timeSpan", Literal("TimeSpan", "00:01:00")))])));
        await PublishAsync(server, Workflow("event-proof", Flowchart([Event("Wait", "order-paid", starts: true), Line("Say", "'paid'")], ("Wait", "Done", "Say"))));
        var faulted = (await ReplayAsync(server, "workflow-definitions-execute-faulted"))!["workflowState"]!["id"]!.GetValue<string>();
        await ReplayAsync(server, "activity-execution-summaries-list", faulted);
        await ReplayAsync(server, "activity-executions-report", faulted);
        await ReplayAsync(server, "workflow-definitions-execute-delay");
        await ReplayAsync(server, "events-trigger");
        await ReplayAsync(server, "workflow-definitions-retract");
        await ReplayAsync(server, "workflow-definitions-save-invalid");
    }

    [Theory]
    [InlineData("descriptors-activities")]
    [InlineData("descriptors-expressions")]
    [InlineData("descriptors-variables")]
    [InlineData("descriptors-storage-drivers")]
    [InlineData("descriptors-incident-strategies")]
    [InlineData("descriptors-workflow-activation-strategies")]
    [InlineData("features-installed")]
    [InlineData("package-version")]
    [InlineData("admin-workflow-runtime-status")]
    [InlineData("identity-login-refused")]
    [InlineData("identity-login")]
    public async Task What_the_designer_asks_for_answers_as_Elsa_did(string recording)
    {
        await using var server = await ElsaServer.StartAsync(
            api: options => options.SignIn = (_, _, password) => Task.FromResult(password == "password" ? "a token" : null));
        await ReplayAsync(server, recording);
    }

    private static async Task PublishAsync(ElsaServer server, JsonObject model) =>
        await server.PostAsync("workflow-definitions", new JsonObject { ["model"] = model, ["publish"] = true });

    private static async Task<JsonObject?> ReplayAsync(ElsaServer server, string name, string? id = null)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Api", "recordings", name + ".json");
        var recording = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        using var response = await server.Client.SendAsync(Request(recording["request"]!, id), TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var expected = recording["response"]!;

        Assert.True(expected["status"]!.GetValue<int>() == (int)response.StatusCode, $"{name}: {(int)response.StatusCode} {text}");
        foreach (var (header, value) in expected["headers"]!.AsObject().Where(h => h.Key.StartsWith("x-elsa", StringComparison.Ordinal)))
        {
            Assert.True(response.Headers.TryGetValues(header, out var values), $"{name}: no {header}");
            Assert.True(header.EndsWith("-id", StringComparison.Ordinal) || values.Single() == value!.GetValue<string>(), $"{name}: {header} is {values.Single()}");
        }

        var body = text.Length == 0 ? null : JsonNode.Parse(text);
        var difference = Shape.Difference(expected["body"], body);
        Assert.True(difference is null, $"{name}: {difference}");
        return body as JsonObject;
    }

    private static HttpRequestMessage Request(JsonNode recorded, string? id)
    {
        var line = recorded["line"]!.GetValue<string>().Split(' ');
        var path = line[1]["/elsa/api/".Length..];
        var body = recorded["body"]?.DeepClone();
        if (id is not null)
        {
            // The recorded id, wherever it stands: in the path, the query, or the body.
            path = System.Text.RegularExpressions.Regex.Replace(path, "[0-9a-f]{14,16}", id);
            if (body?["workflowInstanceId"] is not null)
            {
                body["workflowInstanceId"] = id;
            }
        }

        return new HttpRequestMessage(new HttpMethod(line[0]), path) { Content = body is null ? null : JsonContent.Create(body) };
    }
}
