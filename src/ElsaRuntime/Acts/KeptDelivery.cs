using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Storage;
using ElsaRuntime.Tasks;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>A stored event and the bookmark it is for.</summary>
internal sealed record KeptMatch(long Id, Stimulus.Event Event, string InstanceId, int Bookmark);

/// <summary>
/// Gives stored events to those who have just begun to wait for them, each as an act of its own behind the one that opened the
/// wait. Whoever opened it knows nothing of an event that somebody raised before: if a task handler refuses what follows from
/// the event, the event is dropped and the journal says so, and the act stands.
/// </summary>
internal sealed class KeptDelivery(
    EngineServices services, NpgsqlTransaction transaction, IEnumerable<IHandlerMemory> memories, Func<Act> open, CancellationToken cancellationToken)
{
    /// <summary>Delivers what <paramref name="first"/>, which is written, has found. Returns the acts that were written behind it.</summary>
    public async ValueTask<IReadOnlyList<Act>> FollowAsync(Act first)
    {
        var written = new List<Act>();
        var matches = new Queue<KeptMatch>(first.Kept.Due);
        for (var (count, last) = (0, first); matches.TryDequeue(out var match);)
        {
            if (++count > services.Options.MaximumActivitiesPerBurst)
            {
                throw new InvalidOperationException("Workflows wake one another too often within one act.");
            }

            var act = await TryAsync(match, last);
            if (act is not null)
            {
                written.Add(act);
                last = act;
                foreach (var next in act.Kept.Due)
                {
                    matches.Enqueue(next);
                }
            }
        }

        return written;
    }

    private async ValueTask<Act?> TryAsync(KeptMatch match, Act before)
    {
        var act = open();
        act.Follow(before);
        if (await FindAsync(act, match) is not var (instance, bookmark))
        {
            return null;
        }

        foreach (var memory in memories)
        {
            await memory.WriteAsync(transaction, cancellationToken);
        }

        await act.Savepoint.TakeAsync();
        try
        {
            await act.Kept.DeleteAsync(match.Id);
            await act.ResumeAsync(instance, bookmark, match.Event.Input ?? new JsonObject());
            await act.SettleAsync();
            await act.SaveAsync();
            return act;
        }
        catch (TaskRefusedException refusal)
        {
            await act.Savepoint.UndoAsync();
            foreach (var memory in memories)
            {
                await memory.ReadAgainAsync(transaction, cancellationToken);
            }

            return await DropAsync(match, refusal, act);
        }
    }

    private async ValueTask<Act?> DropAsync(KeptMatch match, TaskRefusedException refusal, Act before)
    {
        var act = open();
        act.Follow(before);
        await act.Kept.DeleteAsync(match.Id);
        if (await FindAsync(act, match) is not var (instance, bookmark))
        {
            return null;
        }

        // The writer turns the runs round as at a wait; here nothing has waited anew.
        instance.Runs.Reverse();
        instance.UpdatedAt = act.Now;
        instance.NewEntries.Add(new JournalEntry(
            instance.NextSequence++, bookmark.Run.Number, "EventDropped", instance.UpdatedAt, $"{match.Event.Name}: {refusal.Code}"));
        act.Touch(instance);
        await act.SaveAsync();
        return act;
    }

    private async ValueTask<(WorkflowInstance Instance, Bookmark Bookmark)?> FindAsync(Act act, KeptMatch match)
    {
        var instance = (await InstanceReader.LockAsync(transaction, services, [match.InstanceId], cancellationToken)).Select(act.Take).FirstOrDefault();
        return instance is { IsFinished: false } && instance.Bookmarks.Find(b => b.Number == match.Bookmark && b.Key == match.Event.Name) is { } bookmark
            ? (instance, bookmark)
            : null;
    }
}
