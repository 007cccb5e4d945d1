using System.Text.Json.Nodes;

namespace ElsaRuntime.Instances;

/// <summary>One entry of an instance's journal.</summary>
/// <param name="EventName">Started, Completed, Suspended, Resumed, Faulted or Canceled.</param>
/// <param name="Message">For a fault, its message.</param>
public sealed record JournalRecord(
    string Id,
    string ActivityInstanceId,
    string? ParentActivityInstanceId,
    string ActivityId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    string NodeId,
    DateTimeOffset Timestamp,
    long Sequence,
    string EventName,
    string? Message);

/// <summary>One run of one activity, with the inputs it was given and what came out.</summary>
/// <param name="ActivityState">Evaluated inputs by name.</param>
/// <param name="Outputs">Outputs by name.</param>
/// <param name="Payload">For a completed activity with explicit outcomes: <c>{Outcomes: [...]}</c>.</param>
/// <param name="Status">Running, Completed, Canceled or Faulted.</param>
/// <param name="SchedulingExecutionId">The execution that scheduled this one (the predecessor, or the container).</param>
/// <param name="FaultMessage">Message of the fault of this very activity.</param>
public sealed record ActivityExecutionRecord(
    string Id,
    string WorkflowInstanceId,
    string ActivityId,
    string ActivityNodeId,
    string ActivityType,
    int ActivityTypeVersion,
    string? ActivityName,
    JsonObject? ActivityState,
    JsonObject? Outputs,
    JsonObject? Payload,
    JsonObject? Properties,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    bool HasBookmarks,
    string Status,
    int AggregateFaultCount,
    string? SchedulingExecutionId,
    string? SchedulingActivityId,
    int CallStackDepth,
    string? FaultMessage);

/// <summary>Figures of one activity over all its runs in an instance.</summary>
public sealed record ActivityStats(
    string ActivityId,
    string ActivityNodeId,
    int StartedCount,
    int CompletedCount,
    int UncompletedCount,
    bool IsBlocked,
    bool IsFaulted,
    int AggregateFaultCount)
{
    /// <summary>Folds executions into figures by node id.</summary>
    public static IReadOnlyList<ActivityStats> Of(IEnumerable<ActivityExecutionRecord> executions) =>
        [.. executions.GroupBy(e => e.ActivityNodeId, StringComparer.Ordinal).Select(OfOne)];

    private static ActivityStats OfOne(IGrouping<string, ActivityExecutionRecord> runs)
    {
        var all = runs.ToList();
        var completed = all.Count(e => e.Status == "Completed");
        return new ActivityStats(
            all[0].ActivityId,
            runs.Key,
            all.Count,
            completed,
            all.Count - completed,
            all.Exists(e => e.HasBookmarks),
            all.Exists(e => e.Status == "Faulted"),
            all.Sum(e => e.AggregateFaultCount));
    }
}
