using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Instances;

/// <summary>Shows an instance to readers.</summary>
internal static class InstanceViews
{
    public static InstanceView Of(WorkflowInstance instance)
    {
        var bookmarks = instance.Bookmarks.ConvertAll(b => View(instance, b));
        return new InstanceView(
            instance.Id,
            instance.Definition.DefinitionId,
            instance.Definition.VersionId,
            instance.Definition.Version,
            instance.ParentInstanceId,
            instance.CorrelationId,
            instance.Name,
            instance.IsFinished ? "Finished" : "Running",
            instance.SubStatus.ToString(),
            instance.Definition.IsSystem,
            instance.CreatedAt,
            instance.UpdatedAt,
            instance.FinishedAt,
            bookmarks,
            Variables(instance),
            (JsonObject)instance.Output.DeepClone(),
            instance.Incidents.ConvertAll(i => new IncidentView(i.ActivityId, i.NodeId, i.ActivityType, i.Message, i.ExceptionType, i.Timestamp)),
            WorkflowStates.Of(instance, bookmarks));
    }

    private static List<VariableView> Variables(WorkflowInstance instance)
    {
        var declared = instance.Definition.Variables.Select(v => v.Id).ToHashSet(StringComparer.Ordinal);
        return [.. (instance.Root?.Variables ?? [])
            .Where(v => declared.Contains(v.Id))
            .Select(v => new VariableView(v.Id, v.Name, ValueJson.ToNode(instance.IsFinished ? v.Value : v.ValueAfterWait)))];
    }

    private static BookmarkView View(WorkflowInstance instance, Bookmark bookmark)
    {
        var isTask = bookmark.Kind == RunTask.Kind;
        var isEvent = bookmark.Kind == WaitForEvent.Kind;
        return new BookmarkView(
            $"{WorkflowInstance.RunId(instance.Id, bookmark.Run.Number)}-b{bookmark.Number}",
            bookmark.Kind,
            bookmark.Run.Node.Id,
            bookmark.Run.Node.NodeId,
            instance.RunId(bookmark.Run),
            Payload(bookmark),
            isTask ? bookmark.Key : null,
            isTask ? bookmark.Detail : null,
            isTask ? ValueJson.ToNode(bookmark.Run.Inputs.GetValueOrDefault("Payload")) : null,
            isEvent ? bookmark.Key : null,
            bookmark.DueAt,
            bookmark.CreatedAt);
    }

    private static JsonObject? Payload(Bookmark bookmark) => bookmark.Kind switch
    {
        RunTask.Kind => new JsonObject { ["taskId"] = bookmark.Key, ["taskName"] = bookmark.Detail },
        WaitForEvent.Kind => new JsonObject { ["eventName"] = bookmark.Key },
        DispatchWorkflow.Kind or ExecuteWorkflow.Kind => new JsonObject { ["childInstanceId"] = bookmark.Key },
        BulkDispatchWorkflows.Kind => new JsonObject { ["parentInstanceId"] = bookmark.Key },
        "Elsa.Cron" => new JsonObject { ["executeAt"] = bookmark.DueAt, ["cronExpression"] = bookmark.Detail },
        "Elsa.StartAt" => new JsonObject { ["executeAt"] = bookmark.DueAt },
        _ => new JsonObject { ["resumeAt"] = bookmark.DueAt },
    };
}
