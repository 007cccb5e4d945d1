using System.Globalization;
using System.Text.Json;
using ElsaRuntime.Acts;
using ElsaRuntime.Definitions;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Moving;

/// <summary>
/// Moves running instances to the published version of their definition, within the caller's transaction. Elsa itself leaves
/// an instance on its version for good; whoever improves a flow wants those under way to come along.
/// </summary>
public sealed class InstanceMoves
{
    private const string Switch = "update elsa.workflow_instance set definition_version_id = $2, version = $3 where id = $1";

    private readonly EngineServices services;
    private readonly MovedInstances moved;

    internal InstanceMoves(EngineServices services, MovedInstances moved)
    {
        this.services = services;
        this.moved = moved;
    }

    /// <summary>Running instances on any other version than <paramref name="versionId"/>, oldest first, and what stands in their way.</summary>
    public async Task<IReadOnlyList<MovePreview>> PreviewAsync(
        NpgsqlTransaction transaction, string versionId, int limit, CancellationToken cancellationToken)
    {
        if (await services.Catalog.FindVersionAsync(transaction, versionId, cancellationToken) is not { } target)
        {
            return [];
        }

        var rows = await InstanceReader.RowsOfOtherVersionsAsync(transaction, target, limit, cancellationToken);
        var previews = new List<MovePreview>(rows.Count);
        foreach (var row in rows)
        {
            var instance = await InstanceAsync(transaction, row, cancellationToken);
            previews.Add(new MovePreview(
                row.Id,
                row.Name,
                instance.Definition.Version,
                [.. instance.Bookmarks.Select(b => VersionMove.NameOf(b.Run.Node)).Distinct(StringComparer.Ordinal)],
                Examine(row, instance, target)));
        }

        return previews;
    }

    /// <summary>
    /// Moves one instance to <paramref name="versionId"/>, if that is the published version. It goes on waiting where it waits,
    /// under the same task and bookmark ids; its journal says that it was moved.
    /// </summary>
    public async Task<MoveOutcome> MoveAsync(
        NpgsqlTransaction transaction, string instanceId, string versionId, CancellationToken cancellationToken)
    {
        if (await DefinitionStore.FindVersionAsync(transaction, versionId, cancellationToken) is not { IsPublished: true }
            || await services.Catalog.FindVersionAsync(transaction, versionId, cancellationToken) is not { } target
            || await InstanceReader.LockRowAsync(transaction, instanceId, cancellationToken) is not { } row)
        {
            return new MoveOutcome.NotFound();
        }

        var instance = await InstanceAsync(transaction, row, cancellationToken);
        var obstacles = Examine(row, instance, target);
        if (obstacles.Count > 0)
        {
            return new MoveOutcome.Blocked(obstacles);
        }

        await WriteAsync(transaction, Adapted(row, target, instance.Definition.Version), cancellationToken);
        moved.Add(new InstanceMove(row.Id, target.DefinitionId, row.CorrelationId, "Running", row.SubStatus.ToString(), Started: false));
        return new MoveOutcome.Moved(instance.Definition.Version, target.Version);
    }

    private async Task<WorkflowInstance> InstanceAsync(NpgsqlTransaction transaction, InstanceRow row, CancellationToken cancellationToken) =>
        row.ToInstance(
            await services.Catalog.FindVersionAsync(transaction, row.VersionId, cancellationToken)
            ?? throw new InvalidOperationException($"Instance {row.Id} runs on version {row.VersionId}, which is gone."),
            services.Activities);

    private IReadOnlyList<MoveObstacle> Examine(InstanceRow row, WorkflowInstance instance, WorkflowDefinition target)
    {
        var obstacles = VersionMove.Examine(instance, target);
        return obstacles.Count == 0 && !IsReadable(row, target) ? [new MoveObstacle("MoveVariableUnreadable")] : obstacles;
    }

    /// <summary>Whether the variables' values can be read as what the other version declares them to be.</summary>
    private bool IsReadable(InstanceRow row, WorkflowDefinition target)
    {
        try
        {
            row.ToInstance(target, services.Activities);
            return true;
        }
        catch (Exception e) when (e is JsonException or OverflowException or FormatException)
        {
            return false;
        }
    }

    private WorkflowInstance Adapted(InstanceRow row, WorkflowDefinition target, int from)
    {
        var instance = row.ToInstance(target, services.Activities);
        VersionMove.Adapt(instance);
        // The writer turns the runs round as at a wait; here nothing has waited anew.
        instance.Runs.Reverse();
        instance.UpdatedAt = services.Time.GetUtcNow();
        var message = string.Create(CultureInfo.InvariantCulture, $"{from} → {target.Version}");
        foreach (var run in instance.Bookmarks.Select(b => b.Run).Distinct())
        {
            instance.NewEntries.Add(new JournalEntry(instance.NextSequence++, run.Number, "Moved", instance.UpdatedAt, message));
        }

        return instance;
    }

    private async Task WriteAsync(NpgsqlTransaction transaction, WorkflowInstance instance, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Switch, transaction.Connection, transaction)
        {
            Parameters = { new() { Value = instance.Id }, new() { Value = instance.Definition.VersionId }, new() { Value = instance.Definition.Version } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
        var none = new KeptEvents(transaction, services, cancellationToken);
        await InstanceWriter.WriteAsync(transaction, [instance], new HashSet<string>(), none, null, cancellationToken);
    }
}
