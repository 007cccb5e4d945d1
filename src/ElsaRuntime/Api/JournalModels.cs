using System.Text.Json.Nodes;
using ElsaRuntime.Instances;

namespace ElsaRuntime.Api;

/// <summary>Journal entries as the designer reads them.</summary>
internal static class JournalModels
{
    public static JsonArray List(IEnumerable<JournalRecord> records) => new([.. records.Select(Of)]);

    public static JsonObject Of(JournalRecord record) => Of(record, [], "nodeId");

    /// <summary>An entry by itself says whose it is, and calls the node otherwise.</summary>
    public static JsonObject Whole(JournalRecord record, InstanceView instance) => Of(
        record,
        new JsonObject
        {
            ["workflowDefinitionId"] = instance.DefinitionId,
            ["workflowDefinitionVersionId"] = instance.DefinitionVersionId,
            ["workflowInstanceId"] = instance.Id,
            ["workflowVersion"] = instance.Version,
        },
        "activityNodeId");

    private static JsonObject Of(JournalRecord record, JsonObject json, string node)
    {
        json["id"] = record.Id;
        json["activityInstanceId"] = record.ActivityInstanceId;
        AddIfAny(json, "parentActivityInstanceId", record.ParentActivityInstanceId);
        json["activityId"] = record.ActivityId;
        json["activityType"] = record.ActivityType;
        json["activityTypeVersion"] = record.ActivityTypeVersion;
        AddIfAny(json, "activityName", record.ActivityName);
        json[node] = record.NodeId;
        json["timestamp"] = record.Timestamp;
        json["sequence"] = record.Sequence;
        json["eventName"] = record.EventName;
        AddIfAny(json, "message", record.Message);
        return json;
    }

    private static void AddIfAny(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
