using System.Text.Json.Nodes;
using ElsaRuntime.Descriptors;
using ElsaRuntime.Model;
using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>Finds what in a definition will not work as drawn. Publishing is free to ignore it, as Elsa does.</summary>
public static class DefinitionProblems
{
    /// <summary>Everything that can be said of the definition by itself.</summary>
    public static IReadOnlyList<DefinitionProblem> Of(WorkflowDefinition definition) =>
    [
        .. UnknownTypes(definition),
        .. DuplicateIds(definition),
        .. ExpressionProblems.Of(definition),
        .. definition.Nodes.Where(node => node.Type == "Elsa.Flowchart").SelectMany(FlowchartProblems.Of),
    ];

    /// <summary>The same and what concerns other workflows: children that start this one again.</summary>
    public static async Task<IReadOnlyList<DefinitionProblem>> OfAsync(
        NpgsqlTransaction transaction, DefinitionCatalog catalog, WorkflowDefinition definition, CancellationToken cancellationToken) =>
        [.. Of(definition), .. await ChildWorkflowCycles.OfAsync(transaction, catalog, definition, cancellationToken)];

    internal static DefinitionProblem Problem(string code, ActivityNode node, string? detail = null) =>
        new(code, node.Id, Label(node), node.Type, detail);

    /// <summary>What the designer writes on the activity; its id only where nobody has named it.</summary>
    internal static string Label(ActivityNode node) =>
        new[] { Json.Text((node.Source["metadata"] as JsonObject)?["displayText"]), node.Name }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name)) ?? node.Id;

    private static IEnumerable<DefinitionProblem> UnknownTypes(WorkflowDefinition definition) => definition.Nodes
        .Where(node => !ActivityCatalogue.Executes(node.Type))
        .Select(node => Problem("UnknownActivityType", node, Json.Text(node.Source["missingTypeName"]) ?? node.Type));

    private static IEnumerable<DefinitionProblem> DuplicateIds(WorkflowDefinition definition) => definition.Nodes
        .GroupBy(node => node.Id, StringComparer.Ordinal)
        .SelectMany(same => same.Skip(1))
        .Select(node => Problem("DuplicateActivityId", node, node.Id));
}
