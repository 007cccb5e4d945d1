using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Model;

/// <summary>
/// Reads Elsa 3 definition JSON. It is lenient as Elsa is: what it does not know stays in <c>Source</c>; whether a
/// definition is sound is asked elsewhere.
/// </summary>
public static class DefinitionParser
{
    /// <param name="model">A definition with definitionId, version and root.</param>
    /// <param name="versionId">The version's id.</param>
    /// <exception cref="FormatException">The JSON has no definition id.</exception>
    public static WorkflowDefinition Parse(JsonObject model, string versionId)
    {
        var nodes = new List<ActivityNode>();
        var workflow = new ActivityParser(nodes).ParseWorkflow(model["root"] as JsonObject);
        var options = model["options"] as JsonObject;
        return new WorkflowDefinition
        {
            VersionId = versionId,
            DefinitionId = Json.Text(model["definitionId"]) ?? throw new FormatException("A definition needs a definitionId."),
            Version = Json.Number(model["version"]) ?? 1,
            Name = Json.Text(model["name"]),
            IsSystem = Json.Flag(model["isSystem"]),
            AddressesByName = System.Version.TryParse(Json.Text(model["toolVersion"]), out var tool) && tool.Major >= 3,
            Variables = Variables(model["variables"]),
            Inputs = [.. Json.Objects(model["inputs"]).Select(Input)],
            Outputs = [.. Json.Objects(model["outputs"]).Select(Output)],
            ActivationStrategy = ShortTypeName(Json.Text(options?["activationStrategyType"])),
            ContinuesWithIncidents = Contains(options?["incidentStrategyType"], "ContinueWithIncidents"),
            Workflow = workflow,
            Nodes = nodes,
            NodesByNodeId = ByNodeId(nodes),
            Source = model,
        };
    }

    internal static IReadOnlyList<VariableDefinition> Variables(JsonNode? json)
    {
        var unnamed = 0;
        return [.. Json.Objects(json).Select(v =>
        {
            var name = Json.Text(v["name"]);
            name = string.IsNullOrWhiteSpace(name) ? string.Create(CultureInfo.InvariantCulture, $"Variable{++unnamed}") : name;
            return new VariableDefinition(Json.Text(v["id"]) ?? name, name, Json.Text(v["typeName"]) ?? "Object", Json.Flag(v["isArray"]), v["value"], IsStored(v["storageDriverTypeName"]));
        })];
    }

    private static InputDefinition Input(JsonObject json) => new(
        Json.Text(json["name"]) ?? "",
        Json.Text(json["type"]) ?? "Object",
        Json.Flag(json["isArray"]),
        IsStored(json["storageDriverType"]));

    // Elsa's third driver keeps values in the process's memory, and not beyond the burst there either.
    private static bool IsStored(JsonNode? driver) => Contains(driver, "WorkflowInstanceStorageDriver") || Contains(driver, "WorkflowStorageDriver");

    private static OutputDefinition Output(JsonObject json) => new(
        Json.Text(json["name"]) ?? "", Json.Text(json["type"]) ?? "Object", Json.Flag(json["isArray"]));

    private static bool Contains(JsonNode? json, string text) =>
        Json.Text(json)?.Contains(text, StringComparison.Ordinal) == true;

    private static string? ShortTypeName(string? assemblyQualified)
    {
        if (string.IsNullOrWhiteSpace(assemblyQualified))
        {
            return null;
        }

        var full = assemblyQualified.Split(',')[0];
        return full[(full.LastIndexOf('.') + 1)..];
    }

    private static Dictionary<string, ActivityNode> ByNodeId(List<ActivityNode> nodes)
    {
        var byId = new Dictionary<string, ActivityNode>(nodes.Count, StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            byId.TryAdd(node.NodeId, node);
        }

        return byId;
    }
}

/// <summary>Reads values of loose JSON without throwing: what has another kind counts as absent.</summary>
internal static class Json
{
    public static string? Text(JsonNode? json) => json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public static int? Number(JsonNode? json) =>
        json is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<int>(out var number) ? number : null;

    public static bool Flag(JsonNode? json) => json is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    public static IEnumerable<JsonObject> Objects(JsonNode? json) => json is JsonArray array ? array.OfType<JsonObject>() : [];
}
