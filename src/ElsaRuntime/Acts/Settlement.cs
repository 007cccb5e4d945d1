using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>What the instances of an act cause in one another, in the order in which they caused it.</summary>
internal sealed class Settlement(Act act, NpgsqlTransaction transaction)
{
    private readonly Queue<Stimulus> posted = new();
    private int count;

    public void Post(Stimulus stimulus) => posted.Enqueue(stimulus);

    /// <summary>Works off what is posted, and what comes of it.</summary>
    /// <exception cref="InvalidOperationException">
    /// Instances wake one another without end; they are stopped like a loop without a wait.
    /// </exception>
    public async ValueTask WorkOffAsync()
    {
        while (posted.TryDequeue(out var stimulus))
        {
            if (++count > act.Services.Options.MaximumActivitiesPerBurst)
            {
                throw new InvalidOperationException("Workflows wake one another too often within one act.");
            }

            await ApplyAsync(stimulus);
        }
    }

    private async ValueTask ApplyAsync(Stimulus stimulus)
    {
        switch (stimulus)
        {
            case Stimulus.Start start:
                await act.StartAsync(InstanceFactory.Child(act, start.Child), null, null);
                break;
            case Stimulus.TaskDone task when act.Find(task.InstanceId) is { } instance:
                if (instance.Bookmarks.Find(b => b.Key == task.TaskId) is { } bookmark)
                {
                    await act.ResumeAsync(instance, bookmark, task.Result);
                }

                break;
            case Stimulus.ChildFinished child:
                await ResumeParentAsync(child);
                break;
            case Stimulus.Event raised:
                await new EventDelivery(act, transaction).RaiseAsync(raised);
                break;
        }
    }

    private async ValueTask ResumeParentAsync(Stimulus.ChildFinished child)
    {
        var parent = act.Find(child.ParentId)
            ?? (await InstanceReader.LockAsync(transaction, act.Services, [child.ParentId], act.CancellationToken)).Select(act.Take).FirstOrDefault();
        var bookmark = parent?.Bookmarks.Find(b => b.Key == child.ChildId || (b.Kind == Activities.BulkDispatchWorkflows.Kind && b.Key == child.ParentId));
        if (parent is not null && bookmark is not null)
        {
            await act.ResumeAsync(parent, bookmark, child.Result);
        }
    }
}
