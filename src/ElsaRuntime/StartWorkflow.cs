using System.Text.Json.Nodes;

namespace ElsaRuntime;

/// <summary>Asks for a new instance.</summary>
public sealed record StartWorkflow
{
    /// <summary>Definition id (not a version's id).</summary>
    public required string DefinitionId { get; init; }

    /// <summary><c>Published</c> (default), <c>Latest</c>, <c>Draft</c>, <c>LatestOrPublished</c>, or a version number as text.</summary>
    public string? VersionOptions { get; init; }

    /// <summary>Id chosen by the caller; unique. Null makes a new one.</summary>
    public string? InstanceId { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    /// <summary>Workflow input by name.</summary>
    public JsonObject? Input { get; init; }

    /// <summary>The activity whose trigger starts the instance; null for a start by hand.</summary>
    public string? TriggerActivityId { get; init; }

    /// <summary>The instance that waits for or dispatched this one.</summary>
    public string? ParentInstanceId { get; init; }

    /// <summary>Values of workflow variables by name, instead of their defaults.</summary>
    public JsonObject? Variables { get; init; }
}

/// <summary>Asks to raise an event.</summary>
/// <param name="EventName">Name, compared exactly.</param>
/// <param name="Input">Becomes the Event activity's Result; null gives an empty object.</param>
/// <param name="CorrelationId">Only instances with this correlation id resume.</param>
/// <param name="InstanceId">Only this instance resumes, and no workflow starts.</param>
public sealed record RaiseEvent(string EventName, JsonObject? Input = null, string? CorrelationId = null, string? InstanceId = null);
