using ElsaRuntime.Activities;
using ElsaRuntime.State;

namespace ElsaRuntime.Acts;

/// <summary>A task and the instance that waited for it.</summary>
internal readonly record struct WaitingTask(WorkflowInstance Instance, string Id, string Name);

/// <summary>The tasks that waited when an act began or came to wait in it, so that in the end it can be told which were dropped.</summary>
internal sealed class WaitingTasks
{
    private readonly Dictionary<string, WaitingTask> tasks = new(StringComparer.Ordinal);

    /// <summary>An instance as it was read.</summary>
    public void Watch(WorkflowInstance instance)
    {
        foreach (var bookmark in instance.Bookmarks)
        {
            if (bookmark.Kind == RunTask.Kind)
            {
                Watch(instance, bookmark.Key, bookmark.Detail ?? "");
            }
        }
    }

    /// <summary>A task that is to wait.</summary>
    public void Watch(WorkflowInstance instance, string taskId, string taskName) => tasks[taskId] = new WaitingTask(instance, taskId, taskName);

    /// <summary>A task that has its result.</summary>
    public void Forget(string taskId) => tasks.Remove(taskId);

    /// <summary>Tasks nobody has handed a result in for and nobody can any more; each is told once.</summary>
    public IReadOnlyList<WaitingTask> TakeDropped()
    {
        if (tasks.Count == 0)
        {
            return [];
        }

        var dropped = tasks.Values.Where(t => t.Instance.IsFinished || !t.Instance.Bookmarks.Exists(b => b.Key == t.Id)).ToList();
        dropped.ForEach(t => tasks.Remove(t.Id));
        return dropped;
    }
}
