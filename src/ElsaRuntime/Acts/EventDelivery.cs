using ElsaRuntime.Activities;
using ElsaRuntime.State;
using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Acts;

/// <summary>Finds out which bookmarks an event is for.</summary>
internal static class EventMatch
{
    public static List<Bookmark> Bookmarks(WorkflowInstance instance, Stimulus.Event stimulus) =>
        stimulus.CorrelationId is not null && instance.CorrelationId != stimulus.CorrelationId ? [] : OfFound(instance, stimulus);

    /// <summary>
    /// Of an instance found by its stored bookmarks: they keep the correlation id the instance had when it began to wait, whatever
    /// its own is now.
    /// </summary>
    public static List<Bookmark> OfFound(WorkflowInstance instance, Stimulus.Event stimulus) =>
        instance.IsFinished || (stimulus.InstanceId is not null && instance.Id != stimulus.InstanceId)
            ? []
            : instance.Bookmarks.FindAll(b => b.Kind == WaitForEvent.Kind && b.Key == stimulus.Name);
}

/// <summary>Brings an event to those who wait, those who begin with it, or keeps it.</summary>
internal sealed class EventDelivery(Act act, NpgsqlTransaction transaction)
{
    // Bounds memory: an event for very many goes through them in portions, in order of their ids.
    private const int Portion = 500;

    /// <summary>Raises an event; what it causes is settled by the act.</summary>
    public async ValueTask RaiseAsync(Stimulus.Event stimulus)
    {
        var token = act.CancellationToken;
        var unsaved = act.All.Where(i => EventMatch.Bookmarks(i, stimulus).Count > 0).ToList();
        var (waiting, triggers) = await InstanceReader.LockWaitingAsync(transaction, act.Services, stimulus, "", Portion, token);
        var resumed = unsaved.Select(i => (Instance: i, Bookmarks: EventMatch.Bookmarks(i, stimulus))).ToList();
        var more = waiting.Count == Portion;
        var last = waiting.Count > 0 ? waiting[^1].Id : "";
        resumed.AddRange(waiting.Where(i => !act.Knows(i)).Select(act.Take).Select(i => (i, EventMatch.OfFound(i, stimulus))));

        // Who waited before the event came is resumed; who was started by it is not.
        await act.StartTriggeredAsync(triggers, stimulus);
        var count = 0;
        foreach (var (instance, bookmarks) in resumed)
        {
            foreach (var bookmark in bookmarks)
            {
                count++;
                await act.ResumeAsync(instance, bookmark, stimulus.Input ?? new System.Text.Json.Nodes.JsonObject());
            }
        }

        while (more)
        {
            (waiting, _) = await InstanceReader.LockWaitingAsync(transaction, act.Services, stimulus, last, Portion, token);
            more = waiting.Count == Portion;
            last = waiting.Count > 0 ? waiting[^1].Id : last;
            count += await act.DeliverAsync(waiting.Where(i => !act.Knows(i)).Select(act.Take).ToList(), stimulus);
        }

        if (count == 0)
        {
            act.Keep(stimulus);
        }
    }
}
