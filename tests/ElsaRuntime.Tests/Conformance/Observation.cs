using System.Text.Json.Nodes;
using ElsaRuntime.Instances;

namespace ElsaRuntime.Tests.Conformance;

/// <summary>What is looked at: an instance at rest, and its journal in the end.</summary>
public static class Observation
{
    public static JsonObject Of(InstanceView instance) => new()
    {
        ["version"] = instance.Version,
        ["status"] = instance.Status,
        ["subStatus"] = instance.SubStatus,
        ["correlationId"] = instance.CorrelationId,
        ["name"] = instance.Name,
        ["bookmarks"] = new JsonArray([.. instance.Bookmarks.Select(Of)]),
        ["variables"] = new JsonObject(instance.Variables.Select(v => KeyValuePair.Create(v.Name, v.Value?.DeepClone()))),
        ["output"] = instance.Output.DeepClone(),
        ["incidents"] = new JsonArray([.. instance.Incidents.OrderBy(i => i.ActivityId, StringComparer.Ordinal)
            .Select(i => new JsonObject { ["activityId"] = i.ActivityId, ["hasMessage"] = i.Message.Length > 0 })]),
    };

    public static JsonObject Of(IReadOnlyList<JournalRecord> journal, IReadOnlyList<ActivityExecutionRecord> executions, IReadOnlySet<string> ignored)
    {
        var rows = executions.OrderBy(e => e.StartedAt).ThenBy(e => e.CallStackDepth).ToList();
        var lines = rows.Where(r => r is { ActivityType: "Elsa.WriteLine", Status: "Completed" })
            .Select(r => $"{r.ActivityId}: {r.ActivityState?["Text"]?.GetValue<string>() ?? "(null)"}");
        var outcomes = rows.Where(r => r.Payload?["Outcomes"] is JsonArray).GroupBy(r => r.ActivityId)
            .Select(g => KeyValuePair.Create(g.Key, (JsonNode?)new JsonArray([.. g.Select(Outcomes)])));
        var stats = ActivityStats.Of(executions).Where(s => !ignored.Contains(s.ActivityId)).Select(s => KeyValuePair.Create(s.ActivityId, (JsonNode?)new JsonObject
        {
            ["started"] = s.StartedCount,
            ["completed"] = s.CompletedCount,
            ["blocked"] = s.IsBlocked,
            ["faulted"] = s.IsFaulted,
        }));
        return new JsonObject
        {
            ["journal"] = new JsonArray([.. journal.Where(e => !ignored.Contains(e.ActivityId)).Select(e => JsonValue.Create($"{e.ActivityId} {e.EventName}"))]),
            ["lines"] = new JsonArray([.. lines.Select(l => JsonValue.Create(l))]),
            ["outcomes"] = new JsonObject(outcomes),
            ["stats"] = new JsonObject(stats),
        };
    }

    public static void Sort(JsonObject owner, string name)
    {
        if (owner[name] is JsonArray list)
        {
            var items = list.Select(i => i?.DeepClone()).OrderBy(i => i?.ToJsonString(), StringComparer.Ordinal).ToArray();
            owner[name] = new JsonArray(items);
        }
    }

    private static JsonNode Outcomes(ActivityExecutionRecord row)
    {
        var names = string.Join(' ', ((JsonArray)row.Payload!["Outcomes"]!).Select(o => o!.GetValue<string>()));
        return names.Length == 0 ? "(none)" : names;
    }

    private static JsonObject Of(BookmarkView bookmark)
    {
        var seen = new JsonObject { ["activityId"] = bookmark.ActivityId, ["name"] = bookmark.Name };
        if (bookmark.TaskName is { } task)
        {
            seen["task"] = task;
            seen["payload"] = bookmark.TaskPayload?.DeepClone();
        }

        if (bookmark.EventName is { } name)
        {
            seen["event"] = name;
        }

        return seen;
    }
}
