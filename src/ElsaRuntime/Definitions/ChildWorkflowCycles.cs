using ElsaRuntime.Model;
using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>Activities that start a workflow which, by itself or through others, starts this one again.</summary>
internal static class ChildWorkflowCycles
{
    public static async Task<IReadOnlyList<DefinitionProblem>> OfAsync(
        NpgsqlTransaction transaction, DefinitionCatalog catalog, WorkflowDefinition definition, CancellationToken cancellationToken)
    {
        var problems = new List<DefinitionProblem>();
        foreach (var (node, child) in Children(definition))
        {
            if (await WayBackAsync(transaction, catalog, definition.DefinitionId, child, cancellationToken) is { } way)
            {
                problems.Add(DefinitionProblems.Problem("ChildWorkflowCycle", node, way));
            }
        }

        return problems;
    }

    // Breadth first over the published versions; null when the definition is not met again.
    private static async Task<string?> WayBackAsync(
        NpgsqlTransaction transaction, DefinitionCatalog catalog, string definitionId, string child, CancellationToken cancellationToken)
    {
        var ways = new Dictionary<string, string>(StringComparer.Ordinal) { [child] = $"{definitionId} → {child}" };
        var open = new Queue<string>([child]);
        while (open.TryDequeue(out var current))
        {
            if (current == definitionId)
            {
                return ways[current];
            }

            var next = await catalog.FindAsync(transaction, current, null, cancellationToken);
            foreach (var (_, grandchild) in next is null ? [] : Children(next))
            {
                if (ways.TryAdd(grandchild, $"{ways[current]} → {grandchild}"))
                {
                    open.Enqueue(grandchild);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(ActivityNode Node, string DefinitionId)> Children(WorkflowDefinition definition) =>
        from node in definition.Nodes
        where node.Type is "Elsa.DispatchWorkflow" or "Elsa.ExecuteWorkflow" or "Elsa.BulkDispatchWorkflows"
        let expression = node.Inputs.GetValueOrDefault("WorkflowDefinitionId")?.Expression
        where expression is { Type: "Literal", Text.Length: > 0 }
        select (node, expression.Text);
}
