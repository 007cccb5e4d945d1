using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Tests.Api;

/// <summary>
/// Requests as Elsa's clients send them, spoilt in every place: no value of whatever kind ends in a server error, and a refusal
/// has Elsa's shape.
/// </summary>
public sealed class SpoiltRequestTests
{
    private const string Mark = "~spoilt~";

    private static readonly string[] Values =
    [
        "null", "true", "-1", "1.5", "123456789012345678901234567890", "1e400", "\"\"", "\"x\"", "\"\\u0000\"", "\"\\ud800\"", "\"null\"", "\"{\"",
        "\"9999-99-99T99:99:99Z\"", "[]", "{}", "[null]", "[[]]", "[1,\"x\",{}]", "{\"id\":{}}", "{\"type\":[]}", "{\"\":null}",
        "\"" + new string('长', 3_000) + "\"", string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)),
    ];

    private static readonly string[] Bodies =
    [
        "", " ", "null", "1", "\"x\"", "[]", "{", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "\u0000", "{\"a\":" + new string('[', 5_000),
        new string('{', 100), "{\"model\":{\"root\":{\"type\":\"Elsa.Sequence\",\"activities\":" + new string('[', 400) + new string(']', 400) + "}}}",
    ];

    [Fact]
    public async Task A_value_of_another_kind_anywhere_in_a_request_is_no_server_error()
    {
        await using var server = await ElsaServer.StartAsync();
        var random = new Random(20);
        var failures = new List<string>();
        foreach (var (method, path, body) in await RequestsAsync(server))
        {
            foreach (var (number, place) in Places(body).ToList().Index())
            {
                // All values at the shallow places of small requests, some at each place of the big ones.
                var values = number < 12 ? Values : random.GetItems(Values, 2);
                foreach (var value in values)
                {
                    await SendAsync(server, method, path, Spoilt(body, place, value), $"{place} = {Short(value)}", failures);
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
    }

    [Fact]
    public async Task What_is_no_json_object_at_all_is_no_server_error()
    {
        await using var server = await ElsaServer.StartAsync();
        var failures = new List<string>();
        foreach (var (method, path, _) in await RequestsAsync(server))
        {
            foreach (var body in Bodies)
            {
                await SendAsync(server, method, path, body, Short(body), failures);
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(20)));
    }

    [Theory]
    [InlineData("%00")]
    [InlineData("%ED%A0%80")]
    [InlineData("..%2f..%2f")]
    [InlineData("'; drop table x --")]
    [InlineData("long")]
    public async Task Any_id_in_the_path_and_any_value_in_the_query_is_no_server_error(string id)
    {
        await using var server = await ElsaServer.StartAsync();
        id = id == "long" ? new string('x', 900) : id;
        var failures = new List<string>();
        foreach (var path in new[]
        {
            "workflow-definitions/{0}", "workflow-definitions/by-definition-id/{0}?versionOptions={0}", "workflow-definitions/by-id/{0}", "workflow-definitions/{0}/versions",
            "workflow-definitions?versionOptions={0}&page={0}&pageSize={0}&orderBy={0}&orderDirection={0}&definitionIds={0}&ids={0}&searchTerm={0}", "workflow-definitions/{0}/export?versionOptions={0}",
            "workflow-definitions?page=-5&pageSize=-5", "workflow-definitions?page=2147483647&pageSize=2147483647", "workflow-definitions/validation/is-name-unique?name={0}&definitionId={0}",
            "workflow-instances/{0}", "workflow-instances/{0}/journal?skip={0}&take={0}", "workflow-instances/{0}/variables", "workflow-instances/{0}/execution-state", "workflow-instances?searchTerm={0}&correlationId={0}&name={0}",
            "workflow-instances?page={0}&pageSize={0}&status={0}", "workflow-instances?page=2147483647&pageSize=2147483647", "activity-executions/list?workflowInstanceId={0}&activityNodeId={0}",
            "activity-execution-summaries/list?workflowInstanceId={0}", "activity-executions/{0}", "bookmarks/resume?t={0}", "descriptors/activities?refresh={0}", "workflow-definitions/many-by-id?ids={0}",
        })
        {
            await SendAsync(server, HttpMethod.Get, path.Replace("{0}", id, StringComparison.Ordinal), null, "", failures);
        }

        foreach (var path in new[] { "tasks/{0}/complete", "events/{0}/trigger", "workflow-definitions/{0}/execute", "workflow-definitions/{0}/publish", "workflow-definitions/{0}/retract", "cancel/workflow-instances/{0}", "workflow-definitions/{0}/import" })
        {
            await SendAsync(server, HttpMethod.Post, path.Replace("{0}", id, StringComparison.Ordinal), "{}", "", failures);
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public async Task A_body_beyond_all_measure_is_refused_before_it_is_read()
    {
        await using var server = await ElsaServer.StartAsync();
        // Like curl the client asks first whether so much is welcome.
        using var handler = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(handler);
        foreach (var path in new[] { "workflow-definitions", "workflow-definitions/import", "workflow-instances", "events/x/trigger", "tasks/x/complete" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{server.Address}/elsa/api/{path}")
            {
                Content = new StringContent("{\"a\":\"" + new string('x', 12_000_000) + "\"}", Encoding.UTF8, "application/json"),
                Headers = { ExpectContinue = true },
            };
            request.Headers.Add("Authorization", TestIdentity.Key);
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
            Assert.Equal(413, (int)JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["statusCode"]!);
        }
    }

    private static async Task SendAsync(ElsaServer server, HttpMethod method, string path, string? body, string what, List<string> failures)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)response.StatusCode;

        // A workflow that faults, an event whose input is no object and a save without a model are answered with 500 by Elsa, recorded so.
        var isElsas = text.Contains("\"workflowState\"", StringComparison.Ordinal)
            || text.Contains("The request has no workflow definition.", StringComparison.Ordinal)
            || (path.StartsWith("events/", StringComparison.Ordinal) && text.Contains("\"statusCode\":500", StringComparison.Ordinal));
        // What is no path at all the web server refuses by itself.
        var hasShape = status < 400 || (status is 400 or 414 && text.Length == 0 && body is null or "{}") || status == 404 || status == 415 || text.Contains("\"statusCode\":" + status, StringComparison.Ordinal);
        if ((status >= 500 && !isElsas) || (!hasShape && !isElsas))
        {
            failures.Add($"{method} {Short(path)} {what}: {status} {Short(text)}");
        }
    }

    /// <summary>Each recorded request with a body, and those the designer sends besides.</summary>
    private static async Task<List<(HttpMethod Method, string Path, JsonObject Body)>> RequestsAsync(ElsaServer server)
    {
        var definition = (JsonObject)(await RecordingAsync("workflow-definitions-save-draft"))["body"]!;
        definition["publish"] = true;
        await server.PostAsync("workflow-definitions", definition);
        var requests = new List<(HttpMethod, string, JsonObject)>();
        foreach (var name in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Api", "recordings")).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal))
        {
            if (await RecordingAsync(name!) is { } request && request["body"] is JsonObject body)
            {
                var line = request["line"]!.GetValue<string>().Split(' ');
                requests.Add((new HttpMethod(line[0]), line[1]["/elsa/api/".Length..], (JsonObject)body.DeepClone()));
            }
        }

        JsonObject All(string json) => JsonNode.Parse(json)!.AsObject();
        requests.Add((HttpMethod.Post, "workflow-instances", All("""{"page":0,"pageSize":10,"searchTerm":"x","definitionId":"x","definitionIds":["x"],"correlationId":"x","name":"x","version":1,"hasIncidents":true,"isSystem":false,"status":"Running","statuses":["Running"],"subStatus":"Suspended","subStatuses":["Suspended"],"orderBy":"Name","orderDirection":"Descending","timestampFilters":[{"column":"CreatedAt","operator":"Is","timestamp":"2026-01-01T00:00:00Z"}]}""")));
        requests.Add((HttpMethod.Post, "workflow-instances/x/journal?skip=0&take=10", All("""{"filter":{"activityIds":["x"],"activityNodeIds":["x"],"excludedActivityTypes":["x"],"eventNames":["Started"]}}""")));
        requests.Add((HttpMethod.Post, "workflow-definitions/approval-proof/dispatch", All("""{"instanceId":"x","correlationId":"x","versionOptions":"Latest","triggerActivityId":"x","input":{"a":1}}""")));
        requests.Add((HttpMethod.Post, "workflow-definitions/approval-proof/bulk-dispatch", All("""{"count":2,"correlationId":"x","input":{"a":1}}""")));
        requests.Add((HttpMethod.Post, "tests/activities", All("""{"workflowDefinitionHandle":{"definitionId":"approval-proof","versionOptions":"Latest"},"activityHandle":{"activityId":"Hello"}}""")));
        requests.Add((HttpMethod.Post, "events/none/trigger", All("""{"input":{"a":1},"correlationId":"x","workflowInstanceId":"x"}""")));
        requests.Add((HttpMethod.Post, "scripting/javascript/type-definitions/x", All("""{"workflowDefinitionId":"approval-proof","activityTypeName":"Elsa.WriteLine","propertyName":"Text"}""")));
        foreach (var act in new[] { "delete/workflow-definitions/by-definition-ids", "publish/workflow-definitions/by-definition-ids", "retract/workflow-definitions/by-definition-ids" })
        {
            requests.Add((HttpMethod.Post, "bulk-actions/" + act, All("""{"definitionIds":["x"]}""")));
        }

        requests.Add((HttpMethod.Post, "bulk-actions/export/workflow-definitions", All("""{"ids":["x"]}""")));
        requests.Add((HttpMethod.Post, "bulk-actions/delete/workflow-instances/by-id", All("""{"ids":["x"]}""")));
        requests.Add((HttpMethod.Post, "bulk-actions/cancel/workflow-instances", All("""{"ids":["x"],"definitionId":"x","definitionVersionId":"x","versionOptions":"Latest"}""")));
        return requests;
    }

    private static async Task<JsonNode> RecordingAsync(string name) =>
        (JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Api", "recordings", name + ".json"), TestContext.Current.CancellationToken)) as JsonObject)?["request"] ?? new JsonObject();

    private static IEnumerable<string> Places(JsonNode body) =>
        Children(body).SelectMany(child => Places(child).Prepend(child.GetPath()));

    private static IEnumerable<JsonNode> Children(JsonNode node) => (node switch
    {
        JsonObject properties => properties.Select(p => p.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>();

    private static string Spoilt(JsonObject body, string place, string value)
    {
        var copy = (JsonObject)body.DeepClone();
        Descendants(copy).First(node => node.GetPath() == place).ReplaceWith(Mark);
        return copy.ToJsonString().Replace('"' + Mark + '"', value, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node) => Children(node).SelectMany(child => Descendants(child).Prepend(child));

    private static string Short(string text) => text.Length > 160 ? text[..160] + "…" : text;
}
