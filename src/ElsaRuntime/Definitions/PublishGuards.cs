using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>The guards the product has set, by the definition they guard.</summary>
public sealed class PublishGuards(IEnumerable<IPublishGuard> guards)
{
    private readonly ILookup<string, IPublishGuard> byDefinition = guards.ToLookup(g => g.DefinitionId, StringComparer.Ordinal);

    /// <summary>Whether the product depends on the definition.</summary>
    public bool Guard(string definitionId) => byDefinition.Contains(definitionId);

    /// <summary>Why the version cannot be published, or null if it can.</summary>
    internal DefinitionOutcome.Guarded? Refuse(WorkflowDefinition candidate, IReadOnlyList<DefinitionProblem> problems)
    {
        if (!Guard(candidate.DefinitionId))
        {
            return null;
        }

        var objections = byDefinition[candidate.DefinitionId].SelectMany(g => g.Examine(candidate)).ToList();
        return problems.Count + objections.Count == 0 ? null : new DefinitionOutcome.Guarded(candidate.DefinitionId, problems, objections);
    }

    /// <summary>Why the definition cannot be taken away, or null if it can.</summary>
    internal DefinitionOutcome.Guarded? RefuseRemoval(string definitionId) =>
        Guard(definitionId) ? new DefinitionOutcome.Guarded(definitionId, [], []) : null;
}
