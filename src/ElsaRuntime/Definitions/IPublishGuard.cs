using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>
/// Guards a definition the product depends on. A guarded definition is published only while it has no problem and no guard
/// objects; it cannot be retracted or deleted.
/// </summary>
public interface IPublishGuard
{
    /// <summary>The definition that is guarded.</summary>
    string DefinitionId { get; }

    /// <summary>What speaks against publishing the candidate; nothing for a sound one.</summary>
    IEnumerable<PublishObjection> Examine(WorkflowDefinition candidate);
}

/// <summary>A reason not to publish, in both languages.</summary>
/// <param name="Code">Names the reason for programs.</param>
public sealed record PublishObjection(string Code, string Chinese, string English);
