using System.Text.Json.Nodes;
using Npgsql;

namespace Bench.Engine;

/// <summary>What the bench runs: the flow the real server was measured with, and one that waits for an event in a loop.</summary>
internal static class BenchDefinitions
{
    /// <summary>WriteLine → RunTask → decision → Finish.</summary>
    public const string Approve = "bench-approve";

    /// <summary>Event → RunTask-free loop back to the Event: an issue's weekly branch.</summary>
    public const string Wait = "bench-wait";

    /// <summary>The event <see cref="Wait"/> waits for.</summary>
    public const string Week = "bench-week";

    private const string Storage = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core";

    /// <summary>Writes both as published version 1.</summary>
    public static async Task StoreAsync(string connectionString)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        foreach (var definition in new[] { ApproveFlow(), WaitFlow() })
        {
            await using var command = source.CreateCommand(
                "insert into elsa.workflow_definition (id, definition_id, version, name, is_latest, is_published, created_at, model) values ($1 || '-v1', $1, 1, $1, true, true, now(), $2::json)");
            command.Parameters.Add(new NpgsqlParameter { Value = (string)definition["definitionId"]! });
            command.Parameters.Add(new NpgsqlParameter { Value = definition.ToJsonString() });
            await command.ExecuteNonQueryAsync();
        }
    }

    private static JsonObject ApproveFlow() => Definition(
        Approve,
        [
            Activity("Hello", "Elsa.WriteLine", ("text", Literal("String", "hello"))),
            Activity("Ask", "Elsa.RunTask", ("taskName", Literal("String", "approve")), ("result", Bound("v-Verdict"))),
            Activity("Decide", "Elsa.FlowDecision", ("condition", Script("Boolean", "getVerdict().approved === true"))),
            Activity("End", "Elsa.Finish"),
        ],
        [("Hello", "Done", "Ask"), ("Ask", "Done", "Decide"), ("Decide", "True", "End")]);

    private static JsonObject WaitFlow() => Definition(
        Wait,
        [
            Activity("Begin", "Elsa.Start"),
            Activity("Week", "Elsa.Event", ("eventName", Literal("String", Week)), ("result", Bound("v-Verdict"))),
            Activity("Note", "Elsa.WriteLine", ("text", Literal("String", "a week"))),
        ],
        [("Begin", "Done", "Week"), ("Week", "Done", "Note"), ("Note", "Done", "Week")]);

    /// <summary>A task, then an event, a timer and a second task beside each other, a join of all, a loop and the end.</summary>
    public static JsonObject KillFlow(string id, string eventName) => Definition(
        id,
        [
            Activity("Ask", "Elsa.RunTask", ("taskName", Literal("String", "bench-ask"))),
            Activity("Fork", "Elsa.FlowFork", ("branches", Expression("Object", "Object", "[\"event\",\"timer\",\"task\"]"))),
            Activity("Wait", "Elsa.Event", ("eventName", Literal("String", eventName))),
            Activity("Pause", "Elsa.Delay", ("timeSpan", Literal("TimeSpan", "00:00:01"))),
            Activity("Second", "Elsa.RunTask", ("taskName", Literal("String", "bench-second"))),
            Activity("Join", "Elsa.FlowJoin", ("mode", Literal("String", "WaitAll"))),
            Activity("Loop", "Elsa.ForEach", ("items", Expression("Object", "Object", "[1,2,3]")), ("body", Activity("Line", "Elsa.WriteLine", ("text", Literal("String", "once"))))),
            Activity("End", "Elsa.Finish"),
        ],
        [
            ("Ask", "Done", "Fork"), ("Fork", "event", "Wait"), ("Fork", "timer", "Pause"), ("Fork", "task", "Second"),
            ("Wait", "Done", "Join"), ("Pause", "Done", "Join"), ("Second", "Done", "Join"), ("Join", "Done", "Loop"), ("Loop", "Done", "End"),
        ]);

    private static JsonObject Definition(string id, JsonArray activities, (string From, string Port, string To)[] connections) => new()
    {
        ["definitionId"] = id,
        ["name"] = id,
        ["variables"] = new JsonArray(new JsonObject
        {
            ["id"] = "v-Verdict",
            ["name"] = "Verdict",
            ["typeName"] = "Object",
            ["isArray"] = false,
            ["storageDriverTypeName"] = Storage,
        }),
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["nodeId"] = "Workflow1:flow",
            ["name"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = activities,
            ["connections"] = new JsonArray([.. connections.Select(c => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = c.From, ["port"] = c.Port },
                ["target"] = new JsonObject { ["activity"] = c.To, ["port"] = "In" },
            })]),
        },
    };

    private static JsonObject Activity(string id, string type, params (string Name, JsonObject Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["nodeId"] = $"Workflow1:flow:{id}", ["name"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        return activity;
    }

    private static JsonObject Literal(string type, string value) => Expression(type, "Literal", value);

    private static JsonObject Script(string type, string value) => Expression(type, "JavaScript", value);

    private static JsonObject Expression(string type, string kind, string value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };

    private static JsonObject Bound(string variable) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
}
