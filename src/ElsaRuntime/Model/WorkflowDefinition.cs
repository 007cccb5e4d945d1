using System.Text.Json.Nodes;

namespace ElsaRuntime.Model;

/// <summary>One version of a workflow definition, parsed once and never changed; safe to share between threads.</summary>
public sealed class WorkflowDefinition
{
    /// <summary>The version's id.</summary>
    public required string VersionId { get; init; }

    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public string? Name { get; init; }

    public bool IsSystem { get; init; }

    /// <summary>Whether scripts know activities by their names. In what no tool of Elsa 3 has written they are known by their ids.</summary>
    public bool AddressesByName { get; init; }

    public required IReadOnlyList<VariableDefinition> Variables { get; init; }

    public required IReadOnlyList<InputDefinition> Inputs { get; init; }

    public required IReadOnlyList<OutputDefinition> Outputs { get; init; }

    /// <summary>Short type name of the activation strategy (for example <c>SingletonStrategy</c>), or null for always.</summary>
    public string? ActivationStrategy { get; init; }

    /// <summary>Whether a fault stops only its own branch.</summary>
    public bool ContinuesWithIncidents { get; init; }

    /// <summary>The virtual activity <c>Workflow1</c> around the definition's root.</summary>
    public required ActivityNode Workflow { get; init; }

    /// <summary>All activities, <see cref="Workflow"/> first, parents before children; position = <see cref="ActivityNode.Index"/>.</summary>
    public required IReadOnlyList<ActivityNode> Nodes { get; init; }

    public required IReadOnlyDictionary<string, ActivityNode> NodesByNodeId { get; init; }

    /// <summary>The whole definition as it was given.</summary>
    public required JsonObject Source { get; init; }
}

/// <summary>A variable of a workflow or container.</summary>
/// <param name="TypeName">Elsa's alias of the type, for example Int32.</param>
/// <param name="Default">Default as in the JSON: text or null.</param>
/// <param name="IsStored">Whether its value outlives a wait; otherwise it is the default again then.</param>
public sealed record VariableDefinition(string Id, string Name, string TypeName, bool IsArray, JsonNode? Default, bool IsStored);

/// <summary>An input of a workflow.</summary>
/// <param name="IsKept">Whether its value outlives the first wait.</param>
public sealed record InputDefinition(string Name, string TypeName, bool IsArray, bool IsKept);

/// <summary>An output of a workflow.</summary>
public sealed record OutputDefinition(string Name, string TypeName, bool IsArray);
