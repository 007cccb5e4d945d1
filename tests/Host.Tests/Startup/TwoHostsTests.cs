using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Testing;

namespace Host.Tests.Startup;

/// <summary>Two Hosts on one database move the same instances: whoever acts, each step happens once, also when one is killed.</summary>
public sealed class TwoHostsTests
{
    private const int Shared = 40;

    private const int Stream = 1_000;

    private const int Clients = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_comes_to_both_happens_once_and_what_a_killed_one_has_acknowledged_stays()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        using var scratch = new Scratch();
        var options = RunningHost.Options(database, scratch.Folder);
        await using var one = await HostProcess.StartAsync(options, Token);
        await using var other = await HostProcess.StartAsync(options, Token);
        var house = new TwoHosts(database, one, other);
        await house.PublishAsync("shared", Token);
        await house.PublishAsync("stream", Token);

        var alone = await TwoHosts.StartAsync(one, "shared", Token);
        await house.CompleteAsync(one, alone, Token);
        await TwoHosts.RaiseAsync(one, "shared", Token);
        await house.AllFinishedAsync("shared", 1, Token);
        var steps = await house.StepsAsync(alone, Token);
        Assert.Contains("Line Completed", steps);

        await EverythingOnBothAsync(house);
        var acknowledged = await KillInTheMiddleAsync(house);

        // The queue of the other goes on by itself: what waited behind the killed one's locks and timers is done by it.
        await TwoHosts.RaiseAsync(other, "stream", Token);
        await house.AllFinishedAsync("stream", acknowledged, Token);
        await house.AllAreLikeAsync(steps, Token);
        Assert.Equal(37, await house.CountAsync("select count(*) from ledger.issue", Token));
    }

    // Every task is completed, and the event raised, on both at the same moment; both sweep the timers by themselves.
    private static async Task EverythingOnBothAsync(TwoHosts house)
    {
        var instances = await Task.WhenAll(Enumerable.Range(0, Shared).Select(n => TwoHosts.StartAsync(n % 2 == 0 ? house.One : house.Other, "shared", Token)));
        await Task.WhenAll(instances.Select(instance => Task.WhenAll(
            house.CompleteAsync(house.One, instance, Token), house.CompleteAsync(house.Other, instance, Token))));
        await Task.WhenAll(TwoHosts.RaiseAsync(house.One, "shared", Token), TwoHosts.RaiseAsync(house.Other, "shared", Token));
        await house.AllFinishedAsync("shared", Shared + 1, Token);
    }

    // Clients start on one Host and complete on the other, and turn to whoever lives when one does not answer.
    private static async Task<long> KillInTheMiddleAsync(TwoHosts house)
    {
        var done = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Stream),
            new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = Token },
            async (n, token) =>
            {
                var (first, second) = n % 2 == 0 ? (house.One, house.Other) : (house.Other, house.One);
                var instance = await house.AgainAsync(first, host => TwoHosts.StartAsync(host, "stream", token));
                await house.AgainAsync(second, async host =>
                {
                    await house.CompleteAsync(host, instance, token);
                    return instance;
                });
                if (Interlocked.Increment(ref done) == Stream / 3)
                {
                    await house.One.KillAsync();
                }
            });

        // A start that was cut short may have been committed unacknowledged: its task is still open, and anybody can complete it.
        foreach (var instance in await house.OpenAsync("stream", Token))
        {
            await house.CompleteAsync(house.Other, instance, Token);
        }

        var started = await house.CountAsync("select count(*) from elsa.workflow_instance where definition_id = 'stream'", Token);
        Assert.InRange(started, Stream, Stream + Clients);
        return started;
    }

    /// <summary>The two, and what is asked of them over Elsa's API.</summary>
    private sealed class TwoHosts(TestDatabase database, HostProcess one, HostProcess other)
    {
        private const string OpenTasks = """
            select i.id, b->>'key' from elsa.workflow_instance i, json_array_elements(i.state->'bookmarks') b
            where b->>'kind' = 'Elsa.RunTask' and i.status = 'Running'
            """;

        private const string OpenTasksOf = OpenTasks + " and i.definition_id = $1";

        private const string OpenTaskOf = "select key from (" + OpenTasks + ") t (id, key) where id = $1";

        public HostProcess One => one;

        public HostProcess Other => other;

        /// <summary>Publishes: ask → wait for the event of the definition's name → a second's delay → line → finish.</summary>
        public async Task PublishAsync(string definition, CancellationToken token)
        {
            using var answer = await SendAsync(one, HttpMethod.Post, "workflow-definitions", new JsonObject { ["model"] = Model(definition), ["publish"] = true }, token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        public static async Task<string> StartAsync(HostProcess host, string definition, CancellationToken token)
        {
            using var answer = await SendAsync(host, HttpMethod.Post, $"workflow-definitions/{definition}/execute", [], token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return answer.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        }

        /// <summary>Completes the instance's task; one that is done already answers the same.</summary>
        public async Task CompleteAsync(HostProcess host, string instance, CancellationToken token)
        {
            await using var command = database.DataSource.CreateCommand(OpenTaskOf);
            command.Parameters.Add(new NpgsqlParameter { Value = instance });
            var task = await command.ExecuteScalarAsync(token) as string ?? "done";
            using var answer = await SendAsync(host, HttpMethod.Post, $"tasks/{task}/complete", new JsonObject { ["result"] = true }, token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        public static async Task RaiseAsync(HostProcess host, string name, CancellationToken token)
        {
            using var answer = await SendAsync(host, HttpMethod.Post, $"events/{name}/trigger", [], token);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        /// <summary>Asks a Host, and the other one when it does not answer any more.</summary>
        public async Task<string> AgainAsync(HostProcess host, Func<HostProcess, Task<string>> ask)
        {
            try
            {
                return await ask(host);
            }
            catch (HttpRequestException) when (host == one)
            {
                return await ask(other);
            }
        }

        public async Task<List<string>> OpenAsync(string definition, CancellationToken token)
        {
            await using var command = database.DataSource.CreateCommand(OpenTasksOf);
            command.Parameters.Add(new NpgsqlParameter { Value = definition });
            var open = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(token);
            while (await reader.ReadAsync(token))
            {
                open.Add(reader.GetString(0));
            }

            return open;
        }

        public Task AllFinishedAsync(string definition, long count, CancellationToken token) => Until.TrueAsync(
            async () => await CountAsync($"select count(*) from elsa.workflow_instance where definition_id = '{definition}' and sub_status = 'Finished'", token) == count, token);

        public async Task<long> CountAsync(string sql, CancellationToken token)
        {
#pragma warning disable CA2100 // the texts of this file
            await using var command = database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
            return (long)(await command.ExecuteScalarAsync(token))!;
        }

        /// <summary>What happened to an instance: each activity with its event, as the API tells it.</summary>
        public async Task<List<string>> StepsAsync(string instance, CancellationToken token)
        {
            using var answer = await SendAsync(other, HttpMethod.Get, $"workflow-instances/{instance}/journal?page=0&pageSize=100", null, token);
            var journal = await answer.Content.ReadFromJsonAsync<JsonObject>(token);
            return [.. journal!["items"]!.AsArray().Select(entry => $"{entry!["activityId"]} {entry["eventName"]}").Order(StringComparer.Ordinal)];
        }

        /// <summary>Every instance went through the same steps, each of them once.</summary>
        public async Task AllAreLikeAsync(List<string> steps, CancellationToken token)
        {
            await using var command = database.DataSource.CreateCommand("select id from elsa.workflow_instance where definition_id in ('shared', 'stream')");
            var instances = new List<string>();
            await using (var reader = await command.ExecuteReaderAsync(token))
            {
                while (await reader.ReadAsync(token))
                {
                    instances.Add(reader.GetString(0));
                }
            }

            await Parallel.ForEachAsync(instances, new ParallelOptions { MaxDegreeOfParallelism = Clients, CancellationToken = token }, async (instance, each) =>
                Assert.Equal(steps, await StepsAsync(instance, each)));
        }

        private static Task<HttpResponseMessage> SendAsync(HostProcess host, HttpMethod method, string path, JsonObject? body, CancellationToken token)
        {
            var request = new HttpRequestMessage(method, new Uri($"/elsa/api/{path}", UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("Authorization", $"ApiKey {RunningHost.Key}");
            return host.Client.SendAsync(request, token);
        }

        private static JsonObject Model(string name)
        {
            string[] order = ["Ask", "Wait", "Pause", "Line", "End"];
            return new JsonObject
            {
                ["definitionId"] = name,
                ["name"] = name,
                ["root"] = new JsonObject
                {
                    ["id"] = "flow",
                    ["type"] = "Elsa.Flowchart",
                    ["version"] = 1,
                    ["activities"] = new JsonArray(
                        Activity("Ask", "Elsa.RunTask", "taskName", "String", "two-hosts-ask"),
                        Activity("Wait", "Elsa.Event", "eventName", "String", name),
                        Activity("Pause", "Elsa.Delay", "timeSpan", "TimeSpan", "00:00:01"),
                        Activity("Line", "Elsa.WriteLine", "text", "String", "once"),
                        Activity("End", "Elsa.Finish", null, "", "")),
                    ["connections"] = new JsonArray([.. order.Zip(order.Skip(1), (from, to) => new JsonObject
                    {
                        ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
                        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
                    })]),
                },
            };
        }

        private static JsonObject Activity(string id, string type, string? input, string typeName, string value)
        {
            var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1 };
            if (input is not null)
            {
                activity[input] = new JsonObject { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
            }

            return activity;
        }
    }
}
