using System.Text.Json.Nodes;
using ElsaRuntime.Events;
using ElsaRuntime.Model;
using ElsaRuntime.Storage;
using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>
/// Saves, publishes and retracts definitions, in the caller's transaction. As in Elsa, saving a published definition makes a
/// draft with the next version, and running instances stay on the version they began with. Beyond Elsa, a version that was
/// ever published or on which an instance was started never changes its content: such a save makes a new version too.
/// </summary>
public sealed class DefinitionEditor(DefinitionCatalog catalog, TriggerIndex triggers, PublishGuards guards, TimeProvider time)
{
    /// <summary>Saves a definition as a draft, and publishes it if asked to.</summary>
    /// <returns>Done, Invalid, Readonly, or Guarded or CannotStart (then nothing may be committed).</returns>
    public Task<DefinitionOutcome> SaveAsync(NpgsqlTransaction transaction, JsonObject model, bool publish, CancellationToken cancellationToken) =>
        SaveAsync(transaction, new Submission(model, "model.", publish), cancellationToken);

    /// <summary>Saves a definition from a file as a draft; a new one may keep the version id the file names.</summary>
    /// <returns>As for <see cref="SaveAsync(NpgsqlTransaction, JsonObject, bool, CancellationToken)"/>.</returns>
    public Task<DefinitionOutcome> ImportAsync(NpgsqlTransaction transaction, JsonObject model, CancellationToken cancellationToken) =>
        SaveAsync(transaction, new Submission(model, "", false) { IsReadonly = Json.Flag(model["isReadonly"]), VersionId = Json.Text(model["id"]) }, cancellationToken);

    /// <summary>
    /// Publishes the product's own definition, as a new version even over a draft: somebody's unfinished work is not lost.
    /// </summary>
    internal Task<DefinitionOutcome> PublishBuiltInAsync(NpgsqlTransaction transaction, JsonObject model, CancellationToken cancellationToken) =>
        SaveAsync(transaction, new Submission(model, "", true) { IsAlwaysNew = true }, cancellationToken);

    /// <summary>Publishes the latest version.</summary>
    /// <returns>Done (WasPublished: it was already), NotFound, Readonly, Guarded or CannotStart (then nothing may be committed).</returns>
    public async Task<DefinitionOutcome> PublishAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await DefinitionStore.LockAsync(transaction, definitionId, cancellationToken);
        return await DefinitionStore.FindAsync(transaction, definitionId, "Latest", cancellationToken) switch
        {
            null => new DefinitionOutcome.NotFound(),
            { IsReadonly: true } => new DefinitionOutcome.Readonly(),
            { IsPublished: true } published => new DefinitionOutcome.Done(published, WasPublished: true),
            { } draft => await PublishAsync(transaction, draft, cancellationToken),
        };
    }

    /// <summary>Takes the published version back; it starts nothing any more.</summary>
    /// <returns>Done, NotFound, NotPublished, Readonly or Guarded.</returns>
    public async Task<DefinitionOutcome> RetractAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken)
    {
        await DefinitionStore.LockAsync(transaction, definitionId, cancellationToken);
        var found = await DefinitionStore.FindAsync(transaction, definitionId, "Published", cancellationToken);
        if (found is null)
        {
            return await DefinitionStore.FindAsync(transaction, definitionId, "Latest", cancellationToken) is null
                ? new DefinitionOutcome.NotFound()
                : new DefinitionOutcome.NotPublished(definitionId);
        }

        if (Refuse(found) is { } refused)
        {
            return refused;
        }

        var retracted = found with { IsPublished = false };
        await DefinitionStore.SaveAsync(transaction, retracted, cancellationToken);
        await TriggerIndex.RemoveAsync(transaction, definitionId, cancellationToken);
        return new DefinitionOutcome.Done(retracted);
    }

    /// <summary>Makes a new draft with the content of an older version.</summary>
    /// <returns>Done, NotFound or Readonly.</returns>
    public async Task<DefinitionOutcome> RevertAsync(NpgsqlTransaction transaction, string definitionId, int version, CancellationToken cancellationToken)
    {
        await DefinitionStore.LockAsync(transaction, definitionId, cancellationToken);
        var versions = await DefinitionStore.VersionsAsync(transaction, definitionId, cancellationToken);
        var old = versions.Find(v => v.Version == version);
        if (old is null || old.IsReadonly)
        {
            return old is null ? new DefinitionOutcome.NotFound() : new DefinitionOutcome.Readonly();
        }

        var draft = Next(old, versions[0].Version);
        await DefinitionStore.SaveAsync(transaction, draft, cancellationToken);
        return new DefinitionOutcome.Done(draft);
    }

    private DefinitionOutcome? Refuse(DefinitionVersion version) =>
        version.IsReadonly ? new DefinitionOutcome.Readonly() : guards.RefuseRemoval(version.DefinitionId);

    private async Task<DefinitionOutcome> SaveAsync(NpgsqlTransaction transaction, Submission submission, CancellationToken cancellationToken)
    {
        var definitionId = Json.Text(submission.Model["definitionId"]) is { } given && !string.IsNullOrWhiteSpace(given) ? given : DefinitionIds.New();
        var errors = new DefinitionErrors();
        var content = DefinitionNormaliser.Normalise(submission.Model, definitionId, submission.Path, errors);
        if (!errors.IsEmpty)
        {
            return new DefinitionOutcome.Invalid(errors.ByPath);
        }

        await DefinitionStore.LockAsync(transaction, definitionId, cancellationToken);
        var latest = await DefinitionStore.FindAsync(transaction, definitionId, "Latest", cancellationToken);
        if (latest is { IsReadonly: true })
        {
            return new DefinitionOutcome.Readonly();
        }

        var draft = await DraftAsync(transaction, latest, submission, content, cancellationToken);
        draft = draft with { Problems = await DefinitionProblems.OfAsync(transaction, catalog, Parsed(draft), cancellationToken) };
        if (submission.Publish)
        {
            return await PublishAsync(transaction, draft, cancellationToken);
        }

        await DefinitionStore.SaveAsync(transaction, draft, cancellationToken);
        return new DefinitionOutcome.Done(draft);
    }

    private async Task<DefinitionVersion> DraftAsync(
        NpgsqlTransaction transaction, DefinitionVersion? latest, Submission submission, JsonObject content, CancellationToken cancellationToken)
    {
        var draft = latest is null ? await FirstAsync(transaction, submission, content, cancellationToken)
            : latest.IsPublished || submission.IsAlwaysNew || await IsFrozenAsync(transaction, latest, content, cancellationToken)
                ? Next(latest, await LastVersionAsync(transaction, latest, cancellationToken))
                : latest;
        return draft with
        {
            Name = Json.Text(content["name"]),
            Description = Json.Text(content["description"]),
            ToolVersion = Json.Text(content["toolVersion"]),
            IsReadonly = submission.IsReadonly,
            IsLatest = true,
            Model = content,
        };
    }

    private async Task<DefinitionVersion> FirstAsync(NpgsqlTransaction transaction, Submission submission, JsonObject content, CancellationToken cancellationToken)
    {
        var id = submission.VersionId;
        var isFree = !string.IsNullOrWhiteSpace(id) && await DefinitionStore.FindVersionAsync(transaction, id, cancellationToken) is null;
        return new DefinitionVersion
        {
            Id = isFree ? id! : DefinitionIds.New(),
            DefinitionId = content["definitionId"]!.GetValue<string>(),
            Version = 1,
            CreatedAt = time.GetUtcNow(),
            Model = content,
        };
    }

    private static async Task<bool> IsFrozenAsync(NpgsqlTransaction transaction, DefinitionVersion version, JsonObject content, CancellationToken cancellationToken) =>
        !JsonNode.DeepEquals(version.Model, content)
        && (version.PublishedAt is not null || await DefinitionStore.HasInstancesAsync(transaction, version, runningOnly: false, cancellationToken));

    private static async Task<int> LastVersionAsync(NpgsqlTransaction transaction, DefinitionVersion latest, CancellationToken cancellationToken) =>
        (await DefinitionStore.VersionsAsync(transaction, latest.DefinitionId, cancellationToken))[0].Version;

    private DefinitionVersion Next(DefinitionVersion old, int lastVersion) => old with
    {
        Id = DefinitionIds.New(),
        Version = lastVersion + 1,
        IsLatest = true,
        IsPublished = false,
        CreatedAt = time.GetUtcNow(),
        PublishedAt = null,
    };

    private async Task<DefinitionOutcome> PublishAsync(NpgsqlTransaction transaction, DefinitionVersion draft, CancellationToken cancellationToken)
    {
        var parsed = Parsed(draft);
        if (guards.Refuse(parsed, draft.Problems) is { } refused)
        {
            return refused;
        }

        var published = draft with { IsLatest = true, IsPublished = true, PublishedAt = draft.PublishedAt ?? time.GetUtcNow() };
        await DefinitionStore.SaveAsync(transaction, published, cancellationToken);
        var problems = await triggers.ReplaceAsync(transaction, parsed, cancellationToken);
        if (problems.Count > 0)
        {
            return new DefinitionOutcome.CannotStart(problems);
        }

        return new DefinitionOutcome.Done(published);
    }

    private static WorkflowDefinition Parsed(DefinitionVersion version)
    {
        var model = (JsonObject)version.Model.DeepClone();
        model["version"] = version.Version;
        return DefinitionParser.Parse(model, version.Id);
    }

    private sealed record Submission(JsonObject Model, string Path, bool Publish)
    {
        public bool IsReadonly { get; init; }

        public bool IsAlwaysNew { get; init; }

        public string? VersionId { get; init; }
    }
}
