using System.Text.Json.Nodes;
using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>Connections of a flowchart in the form the designer wants.</summary>
internal static class FlowchartConnections
{
    /// <summary>
    /// Gives every connection its ports and vertices. One whose end does not exist is set aside under
    /// <c>notFoundConnections</c>: the designer could not draw it.
    /// </summary>
    public static void Complete(JsonObject flowchart)
    {
        var ids = Json.Objects(flowchart["activities"]).Select(a => Json.Text(a["id"])).ToHashSet(StringComparer.Ordinal);
        var connections = new JsonArray();
        var loose = (JsonArray)flowchart["customProperties"]!["notFoundConnections"]!;
        foreach (var connection in Json.Objects(flowchart["connections"]))
        {
            var complete = Connection(connection);
            var isWhole = ids.Contains(ActivityOf(complete["source"])) && ids.Contains(ActivityOf(complete["target"]));
            (isWhole ? connections : loose).Add(complete);
        }

        flowchart["connections"] = connections;
    }

    /// <summary>The id of the activity at one end of a connection, or null.</summary>
    public static string? ActivityOf(JsonNode? end) => Json.Text((end as JsonObject)?["activity"]);

    private static JsonObject Connection(JsonObject source)
    {
        var connection = new JsonObject
        {
            ["source"] = End(source["source"] as JsonObject, "Done"),
            ["target"] = End(source["target"] as JsonObject, "In"),
            ["vertices"] = (source["vertices"] as JsonArray)?.DeepClone() ?? new JsonArray(),
        };
        DefinitionNormaliser.Rest(source, connection);
        return connection;
    }

    private static JsonObject End(JsonObject? source, string port) => new()
    {
        ["activity"] = ActivityOf(source),
        ["port"] = Json.Text(source?["port"]) is { Length: > 0 } named ? named : port,
    };
}
