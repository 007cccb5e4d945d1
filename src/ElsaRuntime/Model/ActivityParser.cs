using System.Globalization;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Model;

/// <summary>Reads the tree of activities; appends every activity to the given list.</summary>
internal sealed class ActivityParser(List<ActivityNode> nodes)
{
    /// <summary>The id Elsa gives the activity around the root.</summary>
    public const string WorkflowId = "Workflow1";

    // Deeper nesting than any person draws; keeps hostile JSON from exhausting the stack.
    private const int MaximumDepth = 64;

    private readonly Dictionary<string, int> counters = new(StringComparer.Ordinal);

    public ActivityNode ParseWorkflow(JsonObject? root)
    {
        var workflow = Add(new ActivityNode
        {
            Index = nodes.Count,
            Id = WorkflowId,
            NodeId = WorkflowId,
            Type = "Elsa.Workflow",
            Inputs = Empty<InputBinding>(),
            OutputBindings = Empty<string>(),
            Variables = [],
            Source = [],
        });
        if (root is not null)
        {
            workflow.Children.Add(Parse(root, workflow, "root", 0));
        }

        return workflow;
    }

    private ActivityNode Parse(JsonObject json, ActivityNode parent, string port, int depth)
    {
        if (depth > MaximumDepth)
        {
            throw new FormatException("Activities are nested too deeply.");
        }

        var type = Json.Text(json["type"]) ?? "";
        var id = Json.Text(json["id"]);
        id = string.IsNullOrEmpty(id) ? NextId(type) : id;
        var cases = new List<SwitchCase>();
        var custom = json["customProperties"] as JsonObject;
        var node = Add(new ActivityNode
        {
            Index = nodes.Count,
            Id = id,
            NodeId = parent.NodeId + ":" + id,
            Name = Json.Text(json["name"]),
            Type = type,
            TypeVersion = Json.Number(json["version"]) ?? 1,
            Parent = parent,
            Port = port,
            CanStartWorkflow = Json.Flag(custom?["canStartWorkflow"]),
            MergeMode = Json.Text(custom?["mergeMode"]) ?? Json.Text(json["mergeMode"]),
            Inputs = Inputs(json),
            OutputBindings = OutputBindings(json),
            Variables = DefinitionParser.Variables(json["variables"]),
            Cases = cases,
            Source = json,
        });
        AddChildren(node, json, cases, depth + 1);
        AddConnections(node, json);
        return node;
    }

    private ActivityNode Add(ActivityNode node)
    {
        nodes.Add(node);
        return node;
    }

    private string NextId(string type)
    {
        var shortName = type[(type.LastIndexOf('.') + 1)..];
        counters[shortName] = counters.GetValueOrDefault(shortName) + 1;
        return shortName + counters[shortName].ToString(CultureInfo.InvariantCulture);
    }

    private void AddChildren(ActivityNode node, JsonObject json, List<SwitchCase> cases, int depth)
    {
        foreach (var (name, value) in json)
        {
            switch (value)
            {
                case JsonObject child when IsActivity(child):
                    node.Children.Add(Parse(child, node, name, depth));
                    break;
                case JsonArray items when name == "cases":
                    cases.AddRange(items.OfType<JsonObject>().Select(item => Case(node, item, depth)));
                    break;
                case JsonArray items:
                    node.Children.AddRange(items.OfType<JsonObject>().Where(IsActivity).Select(item => Parse(item, node, name, depth)));
                    break;
            }
        }
    }

    private SwitchCase Case(ActivityNode node, JsonObject json, int depth)
    {
        ActivityNode? activity = null;
        if (json["activity"] is JsonObject child && IsActivity(child))
        {
            activity = Parse(child, node, "cases", depth);
            node.Children.Add(activity);
        }

        return new SwitchCase(Json.Text(json["label"]) ?? "", Expression(json["condition"]), activity);
    }

    private static void AddConnections(ActivityNode node, JsonObject json)
    {
        var children = new Dictionary<string, ActivityNode>(StringComparer.Ordinal);
        foreach (var child in node.Children)
        {
            children.TryAdd(child.Id, child);
        }

        foreach (var connection in Json.Objects(json["connections"]))
        {
            if (End(connection["source"]) is var (source, sourcePort) && End(connection["target"]) is var (target, targetPort))
            {
                node.Connections.Add(new FlowConnection(source, sourcePort ?? "Done", target, targetPort ?? "In"));
            }
        }

        (ActivityNode, string?)? End(JsonNode? end) =>
            Json.Text((end as JsonObject)?["activity"]) is { } id && children.TryGetValue(id, out var child)
                ? (child, Json.Text(end!["port"]))
                : null;
    }

    private static Dictionary<string, InputBinding> Inputs(JsonObject json)
    {
        var inputs = Empty<InputBinding>();
        foreach (var (name, value) in json)
        {
            if (value is JsonObject wrapped && !IsActivity(wrapped) && wrapped.ContainsKey("expression"))
            {
                inputs[name] = new InputBinding(Raise(name), Json.Text(wrapped["typeName"]) ?? "Object", Expression(wrapped["expression"]));
            }
        }

        return inputs;
    }

    private static Dictionary<string, string> OutputBindings(JsonObject json)
    {
        var bindings = Empty<string>();
        foreach (var (name, value) in json)
        {
            if (value is JsonObject wrapped && !wrapped.ContainsKey("expression") && Json.Text((wrapped["memoryReference"] as JsonObject)?["id"]) is { } id)
            {
                bindings[name] = id;
            }
        }

        return bindings;
    }

    private static ExpressionSource? Expression(JsonNode? json) =>
        json is JsonObject expression ? new ExpressionSource(Json.Text(expression["type"]) ?? "Literal", expression["value"]) : null;

    // An expression has a type too, but only an activity's type is a name with an id or version beside it.
    internal static bool IsActivity(JsonObject json) =>
        Json.Text(json["type"]) is not null && (json.ContainsKey("id") || json.ContainsKey("version") || json.ContainsKey("nodeId")) && !json.ContainsKey("typeName");

    private static string Raise(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];

    private static Dictionary<string, T> Empty<T>() => new(StringComparer.OrdinalIgnoreCase);
}
