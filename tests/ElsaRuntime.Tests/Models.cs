using System.Text.Json.Nodes;

namespace ElsaRuntime.Tests;

/// <summary>Builds definitions for tests, in Elsa's JSON.</summary>
public static class Models
{
    public static JsonObject Workflow(string definitionId, JsonObject root, params JsonObject[] variables) => new()
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["variables"] = new JsonArray([.. variables]),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["options"] = new JsonObject(),
        ["root"] = root,
    };

    public static JsonObject Variable(string name, string type = "Object", string? value = null, string? driver = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core") => new()
    {
        ["id"] = "v-" + name,
        ["name"] = name,
        ["typeName"] = type,
        ["isArray"] = false,
        ["value"] = value,
        ["storageDriverTypeName"] = driver,
    };

    public static JsonObject Activity(string id, string type, params (string Name, JsonNode Value)[] properties)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = "Elsa." + type, ["version"] = 1 };
        foreach (var (name, value) in properties)
        {
            activity[name] = value;
        }

        return activity;
    }

    public static JsonObject Sequence(params JsonObject[] activities) =>
        Activity("root", "Sequence", ("activities", new JsonArray([.. activities])));

    public static JsonObject Flowchart(IEnumerable<JsonObject> activities, params (string From, string Port, string To)[] connections) =>
        Activity("flow", "Flowchart",
            ("activities", new JsonArray([.. activities])),
            ("connections", new JsonArray([.. connections.Select(c => new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = c.From, ["port"] = c.Port },
                ["target"] = new JsonObject { ["activity"] = c.To, ["port"] = "In" },
            })])));

    public static JsonObject Literal(string type, JsonNode? value) => Input(type, "Literal", value);

    public static JsonObject Script(string type, string script) => Input(type, "JavaScript", script);

    public static JsonObject BindTo(string variable) =>
        new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-" + variable } };

    public static JsonObject RunTask(string id, string taskName) => Activity(id, "RunTask", ("taskName", Literal("String", taskName)));

    public static JsonObject Event(string id, string eventName, bool starts = false) => Activity(id, "Event",
        ("eventName", Literal("String", eventName)), ("customProperties", new JsonObject { ["canStartWorkflow"] = starts }));

    public static JsonObject Line(string id, string script) => Activity(id, "WriteLine", ("text", Script("String", script)));

    public static JsonObject Input(string type, string kind, JsonNode? value) =>
        new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };
}
