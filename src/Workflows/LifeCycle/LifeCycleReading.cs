using ElsaRuntime;
using ElsaRuntime.Storage;
using Npgsql;

namespace Workflows.LifeCycle;

/// <summary>Where an issue's workflow stands.</summary>
/// <param name="Status">Running or Finished.</param>
/// <param name="SubStatus">Suspended while it waits; Finished, Cancelled or Faulted at its end.</param>
/// <param name="OpenTasks">Names of the tasks it waits for, of <see cref="LifeCycleNames"/> or the office's own.</param>
/// <param name="AwaitedEvents">Names of the events it waits for.</param>
/// <param name="Route">The way the version it runs on leads.</param>
public sealed record LifeCyclePosition(
    string InstanceId, int Version, string Status, string SubStatus, IReadOnlyList<string> OpenTasks, IReadOnlyList<string> AwaitedEvents, LifeCycleRoute Route);

/// <summary>Reads where workflows stand.</summary>
public sealed class LifeCycleReading(IWorkflowEngine engine, DefinitionCatalog catalog, NpgsqlDataSource source)
{
    /// <summary>The position of the instance, or null when it is not there.</summary>
    public async Task<LifeCyclePosition?> FindAsync(string instanceId, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var view = await engine.FindAsync(transaction, instanceId, cancellationToken);
        return view is null || await catalog.FindVersionAsync(transaction, view.DefinitionVersionId, cancellationToken) is not { } definition
            ? null
            : new LifeCyclePosition(
                view.Id, view.Version, view.Status, view.SubStatus,
                [.. view.Bookmarks.Select(b => b.TaskName).OfType<string>()],
                [.. view.Bookmarks.Select(b => b.EventName).OfType<string>()],
                LifeCycleRoute.Of(definition));
    }
}
