using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Instances;

/// <summary>An instance's state in the shape in which Elsa shows it.</summary>
internal static class WorkflowStates
{
    public static JsonObject Of(WorkflowInstance instance, IReadOnlyList<BookmarkView> bookmarks)
    {
        var state = new JsonObject
        {
            ["id"] = instance.Id,
            ["definitionId"] = instance.Definition.DefinitionId,
            ["definitionVersionId"] = instance.Definition.VersionId,
            ["definitionVersion"] = instance.Definition.Version,
        };
        AddIfAny(state, "parentWorkflowInstanceId", instance.ParentInstanceId);
        AddIfAny(state, "correlationId", instance.CorrelationId);
        AddIfAny(state, "name", instance.Name);
        state["status"] = instance.IsFinished ? "Finished" : "Running";
        state["subStatus"] = instance.SubStatus.ToString();
        state["isExecuting"] = false;
        state["bookmarks"] = new JsonArray([.. bookmarks.Select(Bookmark)]);
        state["incidents"] = new JsonArray([.. instance.Incidents.Select(Incident)]);
        state["isSystem"] = instance.Definition.IsSystem;
        state["completionCallbacks"] = new JsonArray([.. instance.Callbacks.Select(c => Callback(instance, c))]);
        state["activityExecutionContexts"] = new JsonArray([.. instance.Runs.Where(r => !r.IsCompleted || r.Parent is null).OrderByDescending(r => r.Number).Select(r => Run(instance, r))]);
        state["scheduledActivities"] = new JsonArray();
        state["executionLogSequence"] = instance.NextSequence;
        state["input"] = Values(instance.Input);
        state["output"] = instance.Output.DeepClone();
        state["properties"] = Properties(instance);
        state["createdAt"] = instance.CreatedAt;
        state["updatedAt"] = instance.UpdatedAt;
        if (instance.FinishedAt is { } finished)
        {
            state["finishedAt"] = finished;
        }

        return state;
    }

    private static JsonObject Properties(WorkflowInstance instance)
    {
        var properties = new JsonObject();
        AddIfAny(properties, "ParentInstanceId", instance.ParentInstanceId);
        if (instance.IsAwaitedByParent)
        {
            properties["WaitForCompletion"] = true;
        }

        return properties;
    }

    private static JsonObject Bookmark(BookmarkView bookmark) => new()
    {
        ["id"] = bookmark.Id,
        ["name"] = bookmark.Name,
        ["payload"] = bookmark.Payload?.DeepClone(),
        ["activityId"] = bookmark.ActivityId,
        ["activityNodeId"] = bookmark.ActivityNodeId,
        ["activityInstanceId"] = bookmark.ActivityInstanceId,
        ["createdAt"] = bookmark.CreatedAt,
        ["autoBurn"] = true,
        ["autoComplete"] = true,
    };

    private static JsonObject Incident(Incident incident) => new()
    {
        ["activityId"] = incident.ActivityId,
        ["activityNodeId"] = incident.NodeId,
        ["activityType"] = incident.ActivityType,
        ["message"] = incident.Message,
        ["exception"] = new JsonObject
        {
            ["type"] = incident.ExceptionType,
            ["message"] = incident.Message,
            ["stackTrace"] = null,
            ["innerException"] = incident.Inner is null ? null : new JsonObject { ["type"] = "Exception", ["message"] = incident.Inner, ["stackTrace"] = null },
        },
        ["timestamp"] = incident.Timestamp,
    };

    private static JsonObject Callback(WorkflowInstance instance, Callback callback) => new()
    {
        ["ownerInstanceId"] = instance.RunId(callback.Owner),
        ["childNodeId"] = callback.Child.NodeId,
        ["methodName"] = "OnChildCompletedAsync",
    };

    private static JsonObject Run(WorkflowInstance instance, ActivityRun run)
    {
        var json = new JsonObject
        {
            ["id"] = instance.RunId(run),
            ["callStackDepth"] = run.Depth,
        };
        if (run.Parent is { } parent)
        {
            json["parentContextId"] = instance.RunId(parent);
        }

        json["scheduledActivityNodeId"] = run.Node.NodeId;
        AddIfAny(json, "ownerActivityNodeId", run.Parent?.Node.NodeId);
        json["properties"] = RunProperties(run);
        json["metadata"] = new JsonObject();
        json["activityState"] = Values(run.Inputs);
        json["dynamicVariables"] = new JsonArray();
        json["status"] = run.Status.ToString();
        json["isExecuting"] = false;
        json["faultCount"] = run.FaultCount;
        json["startedAt"] = run.StartedAt;
        return json;
    }

    private static JsonObject RunProperties(ActivityRun run)
    {
        var properties = (JsonObject)run.Properties.DeepClone();
        if (run.Scope is { } scope)
        {
            properties["FlowScope"] = Scope(scope);
        }

        return properties;
    }

    private static JsonObject Scope(FlowScope scope) => new()
    {
        ["activitiesVisitCount"] = new JsonObject(scope.ActivityVisits.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value))),
        ["connectionVisitCount"] = new JsonObject(scope.ConnectionVisits.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value.Count))),
        ["connectionLastVisitFollowed"] = new JsonObject(scope.ConnectionVisits.Select(v => KeyValuePair.Create(v.Key, (JsonNode?)v.Value.LastFollowed))),
    };

    private static JsonObject Values(IEnumerable<KeyValuePair<string, object?>> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Key, ValueJson.ToNode(v.Value))));

    private static void AddIfAny(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
