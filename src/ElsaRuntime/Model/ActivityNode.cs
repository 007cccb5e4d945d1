using System.Text.Json.Nodes;

namespace ElsaRuntime.Model;

/// <summary>One activity of a definition.</summary>
public sealed class ActivityNode
{
    /// <summary>Position in <see cref="WorkflowDefinition.Nodes"/>.</summary>
    public required int Index { get; init; }

    public required string Id { get; init; }

    /// <summary>Ids on the way down, joined by <c>:</c>.</summary>
    public required string NodeId { get; init; }

    public string? Name { get; init; }

    /// <summary>Elsa's type name, for example <c>Elsa.RunTask</c>.</summary>
    public required string Type { get; init; }

    public int TypeVersion { get; init; } = 1;

    public ActivityNode? Parent { get; init; }

    /// <summary>The property of the parent that holds this activity, for example <c>body</c>.</summary>
    public string? Port { get; init; }

    /// <summary>Whether a trigger of this activity starts the workflow.</summary>
    public bool CanStartWorkflow { get; init; }

    /// <summary>Token mode: the merge mode set on the activity, or null.</summary>
    public string? MergeMode { get; init; }

    /// <summary>Wrapped inputs by name, without regard to case.</summary>
    public required IReadOnlyDictionary<string, InputBinding> Inputs { get; init; }

    /// <summary>Ids of the variables that outputs are bound to, by output name without regard to case.</summary>
    public required IReadOnlyDictionary<string, string> OutputBindings { get; init; }

    public required IReadOnlyList<VariableDefinition> Variables { get; init; }

    /// <summary>Cases of a Switch or FlowSwitch.</summary>
    public IReadOnlyList<SwitchCase> Cases { get; init; } = [];

    /// <summary>Children in the order of the JSON; filled while parsing.</summary>
    public List<ActivityNode> Children { get; } = [];

    /// <summary>Connections of a Flowchart between its own children; filled while parsing.</summary>
    public List<FlowConnection> Connections { get; } = [];

    /// <summary>The activity as it was given.</summary>
    public required JsonObject Source { get; init; }

    /// <summary>The child at a named property (<c>body</c>, <c>then</c>, ...), or null.</summary>
    public ActivityNode? ChildAt(string port)
    {
        foreach (var child in Children)
        {
            if (string.Equals(child.Port, port, StringComparison.OrdinalIgnoreCase))
            {
                return child;
            }
        }

        return null;
    }
}

/// <summary>An input: an expression and the type its value is converted to.</summary>
/// <param name="Name">Name with its first letter raised, as it appears in an execution's state.</param>
public sealed record InputBinding(string Name, string TypeName, ExpressionSource? Expression);

/// <summary>An expression as it stands in the definition.</summary>
/// <param name="Type">Literal, Object, Variable, Input, JavaScript, Liquid, ...</param>
public sealed record ExpressionSource(string Type, JsonNode? Value)
{
    /// <summary>The value as text: a string as it is, anything else as JSON, null as null.</summary>
    public string? Text => Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : Value?.ToJsonString();
}

/// <summary>A case of a switch.</summary>
public sealed record SwitchCase(string Label, ExpressionSource? Condition, ActivityNode? Activity);

/// <summary>A connection of a flowchart.</summary>
public sealed record FlowConnection(ActivityNode Source, string SourcePort, ActivityNode Target, string TargetPort);
