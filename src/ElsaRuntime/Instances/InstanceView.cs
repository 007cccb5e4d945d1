using System.Text.Json.Nodes;

namespace ElsaRuntime.Instances;

/// <summary>An instance as it stands, for reading.</summary>
/// <param name="Version">The definition's version it runs on.</param>
/// <param name="Status">Running or Finished.</param>
/// <param name="SubStatus">Executing, Suspended, Finished, Cancelled or Faulted.</param>
/// <param name="Variables">The workflow's own variables that have a value.</param>
/// <param name="State">The whole state in the shape of Elsa's <c>workflowState</c>.</param>
public sealed record InstanceView(
    string Id,
    string DefinitionId,
    string DefinitionVersionId,
    int Version,
    string? ParentInstanceId,
    string? CorrelationId,
    string? Name,
    string Status,
    string SubStatus,
    bool IsSystem,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<BookmarkView> Bookmarks,
    IReadOnlyList<VariableView> Variables,
    JsonObject Output,
    IReadOnlyList<IncidentView> Incidents,
    JsonObject State);

/// <summary>A place where an instance waits.</summary>
/// <param name="Name">The kind: Elsa.RunTask, Elsa.Event, Elsa.Delay, ...</param>
/// <param name="Payload">Elsa's stimulus, for example <c>{taskId, taskName}</c> or <c>{eventName}</c>.</param>
/// <param name="TaskPayload">The evaluated payload of a RunTask.</param>
/// <param name="DueAt">When a timer goes off.</param>
public sealed record BookmarkView(
    string Id,
    string Name,
    string ActivityId,
    string ActivityNodeId,
    string ActivityInstanceId,
    JsonObject? Payload,
    string? TaskId,
    string? TaskName,
    JsonNode? TaskPayload,
    string? EventName,
    DateTimeOffset? DueAt,
    DateTimeOffset CreatedAt);

/// <summary>A variable of the workflow.</summary>
public sealed record VariableView(string Id, string Name, JsonNode? Value);

/// <summary>A fault that was met.</summary>
/// <param name="ExceptionType">Short type name of what was thrown.</param>
public sealed record IncidentView(
    string ActivityId,
    string ActivityNodeId,
    string ActivityType,
    string Message,
    string ExceptionType,
    DateTimeOffset Timestamp);
