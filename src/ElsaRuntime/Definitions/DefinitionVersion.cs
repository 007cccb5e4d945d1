using System.Text.Json.Nodes;

namespace ElsaRuntime.Definitions;

/// <summary>One stored version of a definition.</summary>
public sealed record DefinitionVersion
{
    /// <summary>The version's own id.</summary>
    public required string Id { get; init; }

    public required string DefinitionId { get; init; }

    public required int Version { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? ToolVersion { get; init; }

    public bool IsLatest { get; init; }

    public bool IsPublished { get; init; }

    public bool IsReadonly { get; init; }

    public bool IsSystem { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was first published; stays when it is retracted.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The definition as the designer reads it: Elsa's JSON without what changes by publishing. Not to be changed.</summary>
    public required JsonObject Model { get; init; }

    /// <summary>What is wrong with it; empty for a sound one.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; init; } = [];
}

/// <summary>A version in a list, without its content.</summary>
public sealed record DefinitionSummary(
    string Id,
    string DefinitionId,
    string? Name,
    string? Description,
    int Version,
    string? ToolVersion,
    bool IsLatest,
    bool IsPublished,
    bool IsReadonly,
    DateTimeOffset CreatedAt);
