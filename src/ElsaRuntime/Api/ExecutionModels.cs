using System.Text.Json.Nodes;
using ElsaRuntime.Instances;

namespace ElsaRuntime.Api;

/// <summary>Runs of activities as the designer reads them.</summary>
internal static class ExecutionModels
{
    public static JsonArray List(IEnumerable<ActivityExecutionRecord> records) => new([.. records.Select(Of)]);

    /// <summary>A run with everything it was given and gave.</summary>
    public static JsonObject Of(ActivityExecutionRecord record)
    {
        var json = Head(record);
        AddIfAny(json, "activityState", record.ActivityState?.DeepClone());
        AddIfAny(json, "payload", record.Payload?.DeepClone());
        json["outputs"] = record.Outputs?.DeepClone() ?? new JsonObject();
        json["properties"] = record.Properties?.DeepClone() ?? new JsonObject();
        AddIfAny(json, "exception", Exception(record.FaultMessage));
        Tail(json, record);
        AddIfAny(json, "schedulingActivityExecutionId", record.SchedulingExecutionId);
        AddIfAny(json, "schedulingActivityId", record.SchedulingActivityId);
        json["callStackDepth"] = record.CallStackDepth;
        return json;
    }

    /// <summary>A run without what may be large.</summary>
    public static JsonObject Summary(ActivityExecutionRecord record)
    {
        var json = Head(record);
        Tail(json, record);
        return json;
    }

    public static JsonObject Stats(ActivityStats stats) => new()
    {
        ["activityId"] = stats.ActivityId,
        ["activityNodeId"] = stats.ActivityNodeId,
        ["startedCount"] = stats.StartedCount,
        ["completedCount"] = stats.CompletedCount,
        ["uncompletedCount"] = stats.UncompletedCount,
        ["isBlocked"] = stats.IsBlocked,
        ["isFaulted"] = stats.IsFaulted,
        ["aggregateFaultCount"] = stats.AggregateFaultCount,
        ["metadata"] = new JsonObject(),
    };

    public static JsonNode? Exception(string? message) =>
        message is null ? null : new JsonObject { ["type"] = "Exception", ["message"] = message };

    private static JsonObject Head(ActivityExecutionRecord record)
    {
        var json = new JsonObject
        {
            ["id"] = record.Id,
            ["workflowInstanceId"] = record.WorkflowInstanceId,
            ["activityId"] = record.ActivityId,
            ["activityNodeId"] = record.ActivityNodeId,
            ["activityType"] = record.ActivityType,
            ["activityTypeVersion"] = record.ActivityTypeVersion,
        };
        AddIfAny(json, "activityName", record.ActivityName);
        return json;
    }

    private static void Tail(JsonObject json, ActivityExecutionRecord record)
    {
        json["metadata"] = new JsonObject();
        json["startedAt"] = record.StartedAt;
        json["hasBookmarks"] = record.HasBookmarks;
        json["status"] = record.Status;
        json["aggregateFaultCount"] = record.AggregateFaultCount;
        AddIfAny(json, "completedAt", record.CompletedAt is { } at ? JsonValue.Create(at) : null);
    }

    private static void AddIfAny(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
