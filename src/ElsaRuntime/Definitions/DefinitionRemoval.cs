using ElsaRuntime.Events;
using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>Removes definitions and versions; as in Elsa, their instances go with them.</summary>
public sealed class DefinitionRemoval(PublishGuards guards, Storage.DefinitionCatalog catalog)
{
    /// <summary>Removes a definition with all versions and instances.</summary>
    /// <returns>Done (the version that was latest), NotFound, Readonly or Guarded.</returns>
    public async Task<DefinitionOutcome> DeleteAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await DefinitionStore.LockAsync(transaction, definitionId, cancellationToken);
        var versions = await DefinitionStore.VersionsAsync(transaction, definitionId, cancellationToken);
        if (versions.Count == 0)
        {
            return new DefinitionOutcome.NotFound();
        }

        if (Refuse(versions[0]) is { } refused)
        {
            return refused;
        }

        await InstanceRemoval.DeleteOfDefinitionsAsync(transaction, [definitionId], cancellationToken);
        await TriggerIndex.RemoveAsync(transaction, definitionId, cancellationToken);
        await DefinitionStore.DeleteAsync(transaction, definitionId, cancellationToken);
        versions.ForEach(v => catalog.Forget(v.Id));
        return new DefinitionOutcome.Done(versions[0]);
    }

    /// <summary>Removes one version by its id, with its finished instances.</summary>
    /// <returns>Done, NotFound, Readonly, Guarded (published), or InUse (instances run on it).</returns>
    public async Task<DefinitionOutcome> DeleteVersionAsync(NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        if (await DefinitionStore.FindVersionAsync(transaction, id, cancellationToken) is not { } version)
        {
            return new DefinitionOutcome.NotFound();
        }

        await DefinitionStore.LockAsync(transaction, version.DefinitionId, cancellationToken);
        if (version.IsReadonly || version.IsPublished && guards.Guard(version.DefinitionId))
        {
            return Refuse(version)!;
        }

        if (await DefinitionStore.HasInstancesAsync(transaction, version, runningOnly: true, cancellationToken))
        {
            return new DefinitionOutcome.InUse();
        }

        if (version.IsPublished)
        {
            await TriggerIndex.RemoveAsync(transaction, version.DefinitionId, cancellationToken);
        }

        await InstanceRemoval.DeleteOfVersionAsync(transaction, version.DefinitionId, version.Id, cancellationToken);
        await DefinitionStore.DeleteVersionAsync(transaction, version, cancellationToken);
        catalog.Forget(version.Id);
        return new DefinitionOutcome.Done(version);
    }

    private DefinitionOutcome? Refuse(DefinitionVersion version) =>
        version.IsReadonly ? new DefinitionOutcome.Readonly() : guards.RefuseRemoval(version.DefinitionId);
}
