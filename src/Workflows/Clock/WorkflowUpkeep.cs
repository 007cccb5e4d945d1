using ElsaRuntime.Events;
using ElsaRuntime.Retention;
using Workflows.LifeCycle;

namespace Workflows.Clock;

/// <summary>
/// Keeps the engine tidy: finishes a fan-out that a stopped host has left half way, and removes instances that ended long ago.
/// The life cycle of an issue is never removed: it is part of the file.
/// </summary>
public sealed class WorkflowUpkeep(EventFanOut fanOut, InstanceRetention retention)
{
    private const int BatchSize = 500;

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(180);

    /// <summary>Does what is left to do; harmless at any time and on any number of hosts.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await fanOut.ResumeAsync(cancellationToken);
        await retention.PurgeAsync(KeptFor, BatchSize, [LifeCycleNames.DefinitionId], cancellationToken);
    }
}
