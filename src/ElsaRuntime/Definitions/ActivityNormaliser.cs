using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Descriptors;
using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>Completes the tree of activities below a definition's root.</summary>
internal sealed class ActivityNormaliser(string path, DefinitionErrors errors)
{
    // As deep as the engine reads.
    private const int MaximumDepth = 64;

    private readonly HashSet<string> ids = new(StringComparer.Ordinal);

    public JsonObject Normalise(JsonObject? root)
    {
        root ??= new JsonObject { ["type"] = "Elsa.Sequence" };
        Collect(root, 0);
        return Activity(root, ActivityParser.WorkflowId, 0);
    }

    private void Collect(JsonNode? json, int depth)
    {
        if (json is JsonObject activity && Json.Text(activity["id"]) is { } id)
        {
            ids.Add(id);
        }

        if (depth < MaximumDepth * 4)
        {
            foreach (var child in Children(json))
            {
                Collect(child, depth + 1);
            }
        }
    }

    private static IEnumerable<JsonNode?> Children(JsonNode? json) => json switch
    {
        JsonObject properties => properties.Select(p => p.Value),
        JsonArray items => items,
        _ => [],
    };

    private JsonObject Activity(JsonObject given, string parentNodeId, int depth)
    {
        var source = NotFoundActivities.Restore(given);
        var type = Json.Text(source["type"]) ?? "";
        var id = Json.Text(source["id"]) is { Length: > 0 } text ? text : NewId(type);
        var nodeId = $"{parentNodeId}:{id}";
        var activity = new JsonObject { ["id"] = id, ["nodeId"] = nodeId };
        if (Json.Text(source["name"]) is { } name)
        {
            activity["name"] = name;
        }

        activity["type"] = type;
        activity["version"] = Json.Number(source["version"]) ?? 1;
        activity["customProperties"] = CustomProperties(source["customProperties"] as JsonObject, type);
        activity["metadata"] = (source["metadata"] as JsonObject)?.DeepClone() ?? new JsonObject();
        if (depth > MaximumDepth)
        {
            errors.Add(path + "root", "TooDeep");
            return activity;
        }

        foreach (var (key, value) in source)
        {
            if (!activity.ContainsKey(key))
            {
                activity[key] = Property(key, value, type, nodeId, depth);
            }
        }

        Complete(activity, type);
        return activity;
    }

    private JsonNode? Property(string key, JsonNode? value, string type, string nodeId, int depth) => (key, value) switch
    {
        ("variables", _) => DefinitionNormaliser.Variables(value, $"{path}{nodeId}.variables", errors),
        (_, JsonObject child) when ActivityParser.IsActivity(child) => Activity(child, nodeId, depth + 1),
        (_, JsonObject wrapped) => Wrapped(key, wrapped, type),
        (_, JsonArray items) => new JsonArray([.. items.Select(item => Item(key, item, nodeId, depth))]),
        _ => value?.DeepClone(),
    };

    private JsonNode? Item(string key, JsonNode? item, string nodeId, int depth)
    {
        if (item is JsonObject child && ActivityParser.IsActivity(child))
        {
            return Activity(child, nodeId, depth + 1);
        }

        var copy = item?.DeepClone();
        if (key == "cases" && copy is JsonObject switchCase && switchCase["activity"] is JsonObject inner && ActivityParser.IsActivity(inner))
        {
            switchCase["activity"] = Activity(inner, nodeId, depth + 1);
        }

        return copy;
    }

    // The server's type of an input wins over the one in the JSON, as in Elsa.
    private static JsonObject Wrapped(string key, JsonObject wrapped, string type)
    {
        var copy = (JsonObject)wrapped.DeepClone();
        if (ActivityCatalogue.Entry(type)?.InputTypes.GetValueOrDefault(key) is { } typeName && wrapped.ContainsKey("typeName"))
        {
            copy["typeName"] = typeName;
        }

        return copy;
    }

    private static JsonObject CustomProperties(JsonObject? source, string type)
    {
        var properties = new JsonObject
        {
            ["canStartWorkflow"] = Json.Flag(source?["canStartWorkflow"]),
            ["runAsynchronously"] = Json.Flag(source?["runAsynchronously"]),
        };
        if (type == "Elsa.Flowchart")
        {
            properties["notFoundConnections"] = (source?["notFoundConnections"] as JsonArray)?.DeepClone() ?? new JsonArray();
        }

        DefinitionNormaliser.Rest(source ?? [], properties);
        return properties;
    }

    private static void Complete(JsonObject activity, string type)
    {
        foreach (var output in ActivityCatalogue.Entry(type)?.Outputs ?? [])
        {
            activity.TryAdd(output, null);
        }

        if (type is "Elsa.Flowchart" or "Elsa.Sequence")
        {
            activity["activities"] ??= new JsonArray();
            activity["variables"] ??= new JsonArray();
        }

        if (type == "Elsa.Flowchart")
        {
            FlowchartConnections.Complete(activity);
        }
    }

    private string NewId(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        for (var number = 1; ; number++)
        {
            var id = name + number.ToString(CultureInfo.InvariantCulture);
            if (ids.Add(id))
            {
                return id;
            }
        }
    }
}
