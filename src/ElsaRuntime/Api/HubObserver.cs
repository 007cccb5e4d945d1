namespace ElsaRuntime.Api;

/// <summary>Passes on that instances moved. The work is done elsewhere, so that nobody's request waits for it.</summary>
internal sealed class HubObserver(ObservedInstances observed) : IWorkflowObserver
{
    public ValueTask MovedAsync(IReadOnlyList<InstanceMove> moves, CancellationToken cancellationToken)
    {
        if (moves.Any(move => observed.Contains(move.InstanceId)))
        {
            observed.Signal();
        }

        return ValueTask.CompletedTask;
    }
}
