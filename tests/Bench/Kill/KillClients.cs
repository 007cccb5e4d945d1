using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.LifeCycle;

namespace Bench.Kill;

/// <summary>Clients that do this and that, whether anybody answers or not, and remember what was acknowledged.</summary>
internal sealed class KillClients(KilledHouse house, ConcurrentQueue<(string Instance, JsonNode Terms)> issues)
{
    private const int Clients = 8;

    // So that there is always something in every place, and the journals can be read in the end.
    private const int MostRunning = 400;

    private readonly ConcurrentDictionary<string, bool> started = [];
    private readonly ConcurrentDictionary<string, bool> assigned = [];
    private int completed;
    private int raised;
    private int unanswered;

    /// <summary>Instances whose start was acknowledged.</summary>
    public ICollection<string> Started => started.Keys;

    /// <summary>Life cycles whose assignment was acknowledged.</summary>
    public ICollection<string> Assigned => assigned.Keys;

    public string Report => string.Create(
        CultureInfo.InvariantCulture,
        $"acknowledged: {started.Count:N0} starts, {completed:N0} completions, {raised:N0} events to all, {assigned.Count:N0} assignments; {unanswered:N0} not acknowledged: each happened or not");

    public Task WorkAsync(CancellationToken end) => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
    {
        while (!end.IsCancellationRequested)
        {
            await OneAsync();
        }
    }, CancellationToken.None)));

    private async Task OneAsync()
    {
        switch (Random.Shared.Next(20))
        {
            case < 9 when started.Count - completed / 2 < MostRunning:
                await NoteAsync(await KillFlow.StartAsync(house, default) is { } instance && started.TryAdd(instance, true));
                break;
            case < 16:
                await CompleteSomeAsync();
                break;
            case < 17:
                await NoteAsync(await KillFlow.RaiseAsync(house, KillFlow.Event, default), ref raised);
                break;
            case < 18:
                await NoteAsync(await KillFlow.RaiseAsync(house, LifeCycleNames.WeeklySupervision, default), ref raised);
                break;
            default:
                await AssignAsync();
                break;
        }
    }

    private async Task CompleteSomeAsync()
    {
        foreach (var task in await KillFlow.OpenTasksAsync(house, 8, default))
        {
            await NoteAsync(await KillFlow.CompleteAsync(house, task, true, default), ref completed);
        }
    }

    // Whoever is not answered looks again, as a person would: what was done meanwhile is not asked for twice.
    private async Task AssignAsync()
    {
        if (!issues.TryDequeue(out var issue))
        {
            return;
        }

        var open = await KillFlow.OpenTaskAsync(house, issue.Instance, LifeCycleNames.AssignIssue, default);
        if (open is [var task])
        {
            var isDone = await KillFlow.CompleteAsync(house, task, issue.Terms.DeepClone(), default);
            await NoteAsync(isDone && assigned.TryAdd(issue.Instance, true));
            if (!isDone)
            {
                issues.Enqueue(issue);
            }
        }
        else if (open is null)
        {
            issues.Enqueue(issue);
        }
    }

    private Task NoteAsync(bool isAcknowledged, ref int count)
    {
        if (isAcknowledged)
        {
            Interlocked.Increment(ref count);
        }

        return NoteAsync(isAcknowledged);
    }

    private async Task NoteAsync(bool isAcknowledged)
    {
        if (!isAcknowledged)
        {
            Interlocked.Increment(ref unanswered);
            await Task.Delay(100);
        }
    }
}
