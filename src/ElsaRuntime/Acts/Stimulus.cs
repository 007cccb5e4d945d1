using System.Text.Json.Nodes;
using ElsaRuntime.Model;

namespace ElsaRuntime.Acts;

/// <summary>Something that waits in an act until the instance that caused it has come to rest.</summary>
internal abstract record Stimulus
{
    private Stimulus()
    {
    }

    /// <summary>A child workflow is to be started.</summary>
    public sealed record Start(ChildStart Child) : Stimulus;

    /// <summary>An event was published by an instance.</summary>
    public sealed record Event(string Name, JsonNode? Input, string? CorrelationId, string? InstanceId) : Stimulus;

    /// <summary>A handler has completed its task at once.</summary>
    public sealed record TaskDone(string InstanceId, string TaskId, JsonNode? Result) : Stimulus;

    /// <summary>An instance has finished that its parent waits for.</summary>
    public sealed record ChildFinished(string ParentId, string ChildId, JsonObject Result) : Stimulus;
}

/// <summary>A child workflow that is to be started.</summary>
internal sealed record ChildStart(
    WorkflowDefinition Definition, string InstanceId, string? CorrelationId, JsonObject Input, string ParentInstanceId, bool IsAwaited);
