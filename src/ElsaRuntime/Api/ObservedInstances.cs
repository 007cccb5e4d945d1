using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace ElsaRuntime.Api;

/// <summary>Which instances open pages look at, by connection; and the signal that there may be news of them.</summary>
internal sealed class ObservedInstances : IDisposable
{
    // One page looks at one instance; more is no page of ours.
    private const int MostPerConnection = 16;

    private readonly ConcurrentDictionary<string, ImmutableHashSet<string>> byConnection = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim news = new(0, 1);

    public IReadOnlyCollection<string> Ids => byConnection.IsEmpty ? [] : [.. byConnection.Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal)];

    public bool Contains(string instanceId) => !byConnection.IsEmpty && byConnection.Values.Any(ids => ids.Contains(instanceId));

    public void Add(string connectionId, string instanceId)
    {
        byConnection.AddOrUpdate(
            connectionId, _ => [instanceId], (_, ids) => ids.Count < MostPerConnection ? ids.Add(instanceId) : ids);
        Signal();
    }

    public void Remove(string connectionId) => byConnection.TryRemove(connectionId, out _);

    /// <summary>Wakes whoever waits; one signal stands for any number.</summary>
    public void Signal()
    {
        lock (news)
        {
            if (news.CurrentCount == 0)
            {
                news.Release();
            }
        }
    }

    /// <summary>Waits for a signal, but no longer than that.</summary>
    public Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken) => news.WaitAsync(longest, cancellationToken);

    public void Dispose() => news.Dispose();
}
