namespace ElsaRuntime;

/// <summary>
/// Is told that instances have moved, after the transaction committed. The engine only collects moves in
/// <see cref="MovedInstances"/>; whoever commits calls <see cref="MovedInstances.PublishAsync"/> afterwards (and
/// <see cref="MovedInstances.Forget"/> after a rollback).
/// </summary>
public interface IWorkflowObserver
{
    ValueTask MovedAsync(IReadOnlyList<InstanceMove> moves, CancellationToken cancellationToken);
}

/// <summary>Moves of the current scope that wait for the commit.</summary>
public sealed class MovedInstances(IEnumerable<IWorkflowObserver> observers)
{
    private readonly List<InstanceMove> pending = [];

    /// <summary>Moves collected since the last publishing.</summary>
    public IReadOnlyList<InstanceMove> Pending => pending;

    internal void Add(InstanceMove move) => pending.Add(move);

    /// <summary>Drops what was collected: the transaction was rolled back.</summary>
    public void Forget() => pending.Clear();

    /// <summary>Tells the observers. Call only after the commit.</summary>
    public async ValueTask PublishAsync(CancellationToken cancellationToken)
    {
        if (pending.Count == 0)
        {
            return;
        }

        var moves = pending.ToArray();
        pending.Clear();
        foreach (var observer in observers)
        {
            await observer.MovedAsync(moves, cancellationToken);
        }
    }
}
