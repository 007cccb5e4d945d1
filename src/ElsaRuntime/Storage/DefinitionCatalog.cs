using System.Collections.Concurrent;
using System.Globalization;
using ElsaRuntime.Model;
using Npgsql;

namespace ElsaRuntime.Storage;

/// <summary>
/// Reads definitions. A version never changes once an instance runs on it, so parsed versions are kept by their id; a
/// draft that is saved again must be dropped with <see cref="Forget"/>.
/// </summary>
public sealed class DefinitionCatalog
{
    // More versions than one house has; beyond it the oldest kept ones are of little use.
    private const int Capacity = 1_000;

    private readonly ConcurrentDictionary<string, WorkflowDefinition> byVersionId = new(StringComparer.Ordinal);

    /// <summary>
    /// Finds a version by definition id and version options (<c>Published</c> when null, <c>Latest</c>, <c>Draft</c>,
    /// <c>LatestOrPublished</c>, <c>LatestAndPublished</c>, or a number as text).
    /// </summary>
    public async Task<WorkflowDefinition?> FindAsync(
        NpgsqlTransaction transaction, string definitionId, string? versionOptions, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { VersionIdCommand(definitionId, versionOptions) },
        };
        await batch.PrepareAsync(cancellationToken);
        return await batch.ExecuteScalarAsync(cancellationToken) is string versionId
            ? await FindVersionAsync(transaction, versionId, cancellationToken)
            : null;
    }

    /// <summary>Finds a version by its own id.</summary>
    public async Task<WorkflowDefinition?> FindVersionAsync(NpgsqlTransaction transaction, string versionId, CancellationToken cancellationToken)
    {
        if (byVersionId.TryGetValue(versionId, out var known))
        {
            return known;
        }

        await using var command = new NpgsqlCommand(
            "select model, version, is_published from elsa.workflow_definition where id = $1", transaction.Connection, transaction)
        {
            Parameters = { new() { Value = versionId } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var model = Definitions.DefinitionJson.Parse(reader.GetString(0));
        model["version"] = reader.GetInt32(1);
        return Keep(DefinitionParser.Parse(model, versionId), reader.GetBoolean(2));
    }

    /// <summary>Asks for the id of a version, and whether any event is kept, as part of a batch.</summary>
    internal static NpgsqlBatchCommand VersionIdCommand(string definitionId, string? versionOptions) => Normalise(versionOptions) switch
    {
        "published" => new(PublishedIdQuery) { Parameters = { new() { Value = definitionId } } },
        var options => new(VersionIdQuery)
        {
            Parameters = { new() { Value = definitionId }, new() { Value = options }, new() { Value = VersionNumber(versionOptions) } },
        },
    };

    /// <summary>Drops a parsed version: it was saved again, or deleted.</summary>
    public void Forget(string versionId) => byVersionId.TryRemove(versionId, out _);

    private WorkflowDefinition Keep(WorkflowDefinition definition, bool isPublished)
    {
        // A draft changes under the same id, on another host too, so it is read anew each time.
        if (!isPublished)
        {
            return definition;
        }

        if (byVersionId.Count >= Capacity)
        {
            byVersionId.Clear();
        }

        return byVersionId.GetOrAdd(definition.VersionId, definition);
    }

    // The common one by itself: planned once, where the other is planned anew for each of its cases.
    private const string PublishedIdQuery = "select id, exists (select from elsa.kept_event) from elsa.workflow_definition where definition_id = $1 and is_published";

    private const string VersionIdQuery = """
        select id, exists (select from elsa.kept_event) from elsa.workflow_definition
        where definition_id = $1 and case $2
            when 'latest' then is_latest
            when 'draft' then is_latest and not is_published
            when 'latestandpublished' then is_latest and is_published
            when 'latestorpublished' then is_latest or is_published
            else version = $3 end
        order by is_latest desc, version desc limit 1
        """;

#pragma warning disable CA1308 // compared with the lower-case words above
    private static string Normalise(string? options) =>
        string.IsNullOrWhiteSpace(options) ? "published" : options.Trim().ToLowerInvariant();
#pragma warning restore CA1308

    private static int VersionNumber(string? options) =>
        int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
}
