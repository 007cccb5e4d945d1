using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Instances;
using ElsaRuntime.State;
using ElsaRuntime.Storage;
using ElsaRuntime.Tasks;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>The engine: opens an act, lets it run, writes it, and turns what can go wrong into outcomes.</summary>
internal sealed class WorkflowEngine(
    EngineServices services, IEnumerable<ITaskHandler> handlers, IEnumerable<IHandlerMemory> memories, MovedInstances movedInstances) : IWorkflowEngine
{
    public EngineServices Services => services;

    private readonly Dictionary<string, ITaskHandler> byName = handlers.ToDictionary(h => h.TaskName, StringComparer.Ordinal);

    public Task<WorkflowOutcome> StartAsync(NpgsqlTransaction transaction, StartWorkflow request, CancellationToken cancellationToken) =>
        DoAsync(transaction, request.InstanceId ?? "", async act =>
        {
            var facts = await InstanceReader.AskForStartAsync(transaction, request, cancellationToken);
            if (facts.IsTaken)
            {
                return new WorkflowOutcome.AlreadyDone(request.InstanceId!);
            }

            if (facts.VersionId is null || await services.Catalog.FindVersionAsync(transaction, facts.VersionId, cancellationToken) is not { } definition)
            {
                return new WorkflowOutcome.NotFound();
            }

            act.Kept.MayBeStored = facts.HasKept;

            if (!await Activation.MayStartAsync(transaction, definition, request.CorrelationId, act, cancellationToken))
            {
                return new WorkflowOutcome.CannotStart(definition.ActivationStrategy!);
            }

            await act.StartAsync(InstanceFactory.Started(act, definition, request), request.Input?.DeepClone(), request.Variables);
            return null;
        }, cancellationToken);

    public Task<WorkflowOutcome> CompleteTaskAsync(NpgsqlTransaction transaction, string taskId, JsonNode? result, CancellationToken cancellationToken) =>
        DoAsync(transaction, taskId, async act =>
        {
            var (instance, hasKept) = await InstanceReader.LockByTaskAsync(transaction, services, taskId, cancellationToken);
            var bookmark = instance?.Bookmarks.Find(b => b.Kind == Activities.RunTask.Kind && b.Key == taskId);
            if (instance is null || bookmark is null || instance.IsFinished)
            {
                return new WorkflowOutcome.NotFound();
            }

            act.Kept.MayBeStored = hasKept;
            act.Take(instance);
            await act.Tasks.CompletingAsync(instance, bookmark, result);
            await act.ResumeAsync(instance, bookmark, result);
            return null;
        }, cancellationToken);

    public Task<WorkflowOutcome> RaiseEventAsync(NpgsqlTransaction transaction, RaiseEvent request, CancellationToken cancellationToken) =>
        DoAsync(transaction, request.InstanceId ?? "", async act =>
        {
            var stimulus = new Stimulus.Event(request.EventName, request.Input?.DeepClone(), request.CorrelationId, request.InstanceId);
            await new EventDelivery(act, transaction).RaiseAsync(stimulus);
            return null;
        }, cancellationToken);

    public Task<WorkflowOutcome> CancelAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken) =>
        DoAsync(transaction, instanceId, async act =>
        {
            var tree = await InstanceReader.LockTreeAsync(transaction, services, instanceId, cancellationToken);
            if (!tree.Exists(i => i.Id == instanceId))
            {
                return new WorkflowOutcome.NotFound();
            }

            // One that has ended may still have children that go on.
            if (tree.TrueForAll(i => i.IsFinished))
            {
                return new WorkflowOutcome.AlreadyDone(instanceId);
            }

            foreach (var running in tree.Where(i => !i.IsFinished).OrderBy(i => i.Id != instanceId))
            {
                act.Take(running);
                act.Touch(running);
                running.Bookmarks.Clear();
                running.Callbacks.Clear();
                running.TransitionTo(SubStatus.Cancelled, act.Now);
            }

            return null;
        }, cancellationToken);

    public async Task<InstanceView?> FindAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken) =>
        await InstanceReader.ReadAsync(transaction, services, instanceId, cancellationToken) is { } instance ? InstanceViews.Of(instance) : null;

    public async Task<IReadOnlyList<JournalRecord>> ReadJournalAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken) =>
        (await JournalReader.ReadAsync(transaction, services.Catalog, instanceId, cancellationToken)).Records();

    public async Task<IReadOnlyList<ActivityExecutionRecord>> ReadExecutionsAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken) =>
        (await JournalReader.ReadAsync(transaction, services.Catalog, instanceId, cancellationToken)).Executions();

    /// <summary>Resumes what is due in one instance that the caller has not locked; nothing if another host holds it.</summary>
    public Task<WorkflowOutcome> ResumeDueAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken) =>
        DoAsync(transaction, instanceId, async act =>
        {
            var instance = await InstanceReader.LockOrSkipAsync(transaction, services, instanceId, cancellationToken);
            if (instance is null || instance.IsFinished)
            {
                return new WorkflowOutcome.NotFound();
            }

            act.Take(instance);
            var now = services.Time.GetUtcNow();
            foreach (var bookmark in instance.Bookmarks.Where(b => b.DueAt <= now).ToList())
            {
                await act.ResumeAsync(instance, bookmark, null);
            }

            return null;
        }, cancellationToken);

    /// <summary>Starts a workflow because its time has come.</summary>
    public Task<WorkflowOutcome> StartTriggeredAsync(NpgsqlTransaction transaction, TriggerRow trigger, CancellationToken cancellationToken) =>
        DoAsync(transaction, "", async act =>
        {
            await act.StartTriggeredAsync([trigger], new Stimulus.Event("", null, null, null));
            return null;
        }, cancellationToken);

    /// <summary>Gives an event to instances that the caller found waiting for it.</summary>
    public Task<WorkflowOutcome> DeliverAsync(NpgsqlTransaction transaction, IReadOnlyList<string> instanceIds, RaiseEvent request, CancellationToken cancellationToken) =>
        DoAsync(transaction, "", async act =>
        {
            var waiting = await InstanceReader.LockAsync(transaction, services, instanceIds, cancellationToken);
            await act.DeliverAsync(waiting.ConvertAll(act.Take), new Stimulus.Event(request.EventName, request.Input, request.CorrelationId, request.InstanceId));
            return null;
        }, cancellationToken);

    /// <summary>Gives a kept event to the bookmark that was found for it.</summary>
    public Task<WorkflowOutcome> DeliverKeptAsync(NpgsqlTransaction transaction, KeptMatch match, CancellationToken cancellationToken) =>
        DoAsync(transaction, match.InstanceId, act =>
        {
            act.Kept.Add(match);
            return Task.FromResult<WorkflowOutcome?>(null);
        }, cancellationToken);

    private async Task<WorkflowOutcome> DoAsync(
        NpgsqlTransaction transaction, string subject, Func<Act, Task<WorkflowOutcome?>> work, CancellationToken cancellationToken)
    {
        var act = Open();
        IReadOnlyList<Act> following;
        try
        {
            if (await work(act) is { } outcome)
            {
                return outcome;
            }

            await act.SettleAsync();
            await act.SaveAsync();
            following = act.Kept.Due.Count == 0 ? [] : await new KeptDelivery(services, transaction, memories, Open, cancellationToken).FollowAsync(act);
        }
        catch (TaskRefusedException refusal)
        {
            await act.Savepoint.UndoAsync();
            return new WorkflowOutcome.Refused(refusal.Code, refusal.Detail);
        }
        catch (Exception e) when (LostRaceException.IsBehind(e))
        {
            return new WorkflowOutcome.Conflict(subject);
        }
        catch (StaleInstanceException stale)
        {
            return new WorkflowOutcome.Conflict(stale.InstanceId);
        }

        var moves = Latest([act, .. following]);
        foreach (var move in moves)
        {
            movedInstances.Add(move);
        }

        return moves.Count > 0 ? new WorkflowOutcome.Moved(moves) { FirstRest = act.FirstRest } : new WorkflowOutcome.NotFound();

        Act Open() => new(services, byName, transaction, cancellationToken);
    }

    /// <summary>Each instance as the last act left it, in the order in which they moved first.</summary>
    private static IReadOnlyList<InstanceMove> Latest(IReadOnlyList<Act> acts)
    {
        if (acts.Count == 1)
        {
            return acts[0].Moves;
        }

        var latest = new OrderedDictionary<string, InstanceMove>(StringComparer.Ordinal);
        foreach (var move in acts.SelectMany(a => a.Moves))
        {
            latest[move.InstanceId] = latest.TryGetValue(move.InstanceId, out var earlier) ? move with { Started = earlier.Started } : move;
        }

        return [.. latest.Values];
    }
}
