using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Tasks;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>Where an act asks the handlers of tasks, inside the caller's transaction.</summary>
internal sealed class TaskDesk(Act act, IReadOnlyDictionary<string, ITaskHandler> handlers, NpgsqlTransaction transaction)
{
    /// <summary>For an act that only looks.</summary>
    public static readonly IReadOnlyDictionary<string, ITaskHandler> NoHandlers = new Dictionary<string, ITaskHandler>();

    /// <summary>Asks the handler of a task, if there is one.</summary>
    /// <exception cref="TaskRefusedException">It refuses.</exception>
    public async ValueTask RequestAsync(WorkflowInstance instance, string taskId, string taskName, JsonNode? payload)
    {
        if (Handler(taskName) is not { } handler)
        {
            return;
        }

        await act.Savepoint.TakeAsync();
        var request = new TaskRequest(instance.Id, instance.Definition.DefinitionId, instance.CorrelationId, taskId, taskName, payload, transaction);
        switch (await HandleAsync(taskName, () => handler.HandleAsync(request, act.CancellationToken)))
        {
            case TaskAnswer.Wait:
                act.Waiting.Watch(instance, taskId, taskName);
                break;
            case TaskAnswer.Completed done:
                act.Post(new Stimulus.TaskDone(instance.Id, taskId, done.Result));
                break;
            case TaskAnswer.Refused refused:
                throw new TaskRefusedException(refused.Code, refused.Detail);
        }
    }

    /// <summary>Asks the handler of a waiting task whether it takes the result that is handed in.</summary>
    /// <exception cref="TaskRefusedException">It refuses.</exception>
    public async ValueTask CompletingAsync(WorkflowInstance instance, Bookmark bookmark, JsonNode? result)
    {
        var taskName = bookmark.Detail ?? "";
        if (Handler(taskName) is not { } handler)
        {
            return;
        }

        await act.Savepoint.TakeAsync();
        var completion = new TaskCompletion(
            instance.Id, instance.Definition.DefinitionId, instance.CorrelationId, bookmark.Key, taskName, result?.DeepClone(),
            instance.Definition, transaction);
        if (await HandleAsync(taskName, () => handler.CompletingAsync(completion, act.CancellationToken)) is { } refused)
        {
            throw new TaskRefusedException(refused.Code, refused.Detail);
        }

        act.Waiting.Forget(bookmark.Key);
    }

    /// <summary>Tells the handler of a task that it waits no more, though nobody has handed in a result.</summary>
    public async ValueTask DroppedAsync(WaitingTask task)
    {
        if (Handler(task.Name) is not { } handler)
        {
            return;
        }

        var dropped = new TaskDropped(task.Instance.Id, task.Instance.Definition.DefinitionId, task.Id, task.Name, transaction);
        await HandleAsync(task.Name, async () =>
        {
            await handler.DroppedAsync(dropped, act.CancellationToken);
            return true;
        });
    }

    private ITaskHandler? Handler(string taskName) =>
        handlers.TryGetValue(taskName, out var handler) || handlers.TryGetValue(ITaskHandler.AnyOther, out handler) ? handler : null;

    private static async ValueTask<T> HandleAsync<T>(string taskName, Func<ValueTask<T>> handle)
    {
        try
        {
            return await handle();
        }
        catch (Exception e) when (LostRaceException.FindIn(e) is { } lost)
        {
            // Bare, so that nobody on the way takes it for a fault of the handler or of the workflow.
            ExceptionDispatchInfo.Throw(lost);
            throw;
        }
        catch (Exception e) when (e is not (OperationCanceledException or NpgsqlException))
        {
            throw new TaskHandlerException(taskName, e);
        }
    }
}
