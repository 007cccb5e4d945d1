using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace ElsaRuntime.Definitions;

/// <summary>Rows of definitions, with their content.</summary>
public static class DefinitionStore
{
    private const string Columns = """
        id, definition_id, version, name, description, tool_version, is_latest, is_published, is_readonly, is_system,
        created_at, published_at, model, problems
        """;

    /// <summary>The version that Elsa's options (Latest, Published, a number, ...) name; of several the highest. Null: none.</summary>
    public static Task<DefinitionVersion?> FindAsync(
        NpgsqlTransaction transaction, string definitionId, string? versionOptions, CancellationToken cancellationToken) =>
        OneAsync(transaction, $"""
            select {Columns} from elsa.workflow_definition where {VersionFilter.Sql} and definition_id = $3
            order by is_latest desc, version desc limit 1
            """, [VersionFilter.Word(versionOptions), VersionFilter.Number(versionOptions), definitionId], cancellationToken);

    /// <summary>A version by its own id, or null.</summary>
    public static Task<DefinitionVersion?> FindVersionAsync(NpgsqlTransaction transaction, string id, CancellationToken cancellationToken) =>
        OneAsync(transaction, $"select {Columns} from elsa.workflow_definition where id = $1", [id], cancellationToken);

    /// <summary>The versions of these ids that exist.</summary>
    public static Task<List<DefinitionVersion>> FindVersionsAsync(
        NpgsqlTransaction transaction, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        ManyAsync(transaction, $"select {Columns} from elsa.workflow_definition where id = any($1) order by definition_id, version",
            [ids.ToArray()], cancellationToken);

    /// <summary>All versions of a definition, newest first.</summary>
    public static Task<List<DefinitionVersion>> VersionsAsync(
        NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken) =>
        ManyAsync(transaction, $"select {Columns} from elsa.workflow_definition where definition_id = $1 order by version desc",
            [definitionId], cancellationToken);

    /// <summary>Makes two people who save one definition at once wait for each other, its first version included.</summary>
    internal static Task LockAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, "select pg_advisory_xact_lock(hashtextextended('elsa.definition:' || $1, 0))", [definitionId], cancellationToken);

    /// <summary>Writes a version; one with its id is replaced. Whatever else was latest (or published) no longer is.</summary>
    internal static async Task SaveAsync(NpgsqlTransaction transaction, DefinitionVersion version, CancellationToken cancellationToken)
    {
        await ExecuteAsync(transaction, """
            update elsa.workflow_definition set is_latest = is_latest and not $2, is_published = is_published and not $3
            where definition_id = $1 and id <> $4 and (is_latest or is_published)
            """, [version.DefinitionId, version.IsLatest, version.IsPublished, version.Id], cancellationToken);
        await ExecuteAsync(transaction, $"""
            insert into elsa.workflow_definition ({Columns})
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            on conflict (id) do update set version = excluded.version, name = excluded.name, description = excluded.description,
                tool_version = excluded.tool_version, is_latest = excluded.is_latest, is_published = excluded.is_published,
                is_readonly = excluded.is_readonly, published_at = excluded.published_at, model = excluded.model,
                problems = excluded.problems
            """,
            [
                version.Id, version.DefinitionId, version.Version, version.Name, version.Description, version.ToolVersion,
                version.IsLatest, version.IsPublished, version.IsReadonly, version.IsSystem, version.CreatedAt, version.PublishedAt,
                new Json(NpgsqlDbType.Json, version.Model.ToJsonString()),
                new Json(NpgsqlDbType.Jsonb, JsonSerializer.Serialize(version.Problems, JsonSerializerOptions.Web)),
            ], cancellationToken);
    }

    /// <summary>Removes one version; the highest that is left becomes the latest.</summary>
    internal static async Task DeleteVersionAsync(NpgsqlTransaction transaction, DefinitionVersion version, CancellationToken cancellationToken)
    {
        await ExecuteAsync(transaction, "delete from elsa.workflow_definition where id = $1", [version.Id], cancellationToken);
        await ExecuteAsync(transaction, """
            update elsa.workflow_definition set is_latest = true
            where definition_id = $1
              and version = (select max(version) from elsa.workflow_definition where definition_id = $1)
              and not exists (select from elsa.workflow_definition where definition_id = $1 and is_latest)
            """, [version.DefinitionId], cancellationToken);
    }

    internal static Task DeleteAsync(NpgsqlTransaction transaction, string definitionId, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, "delete from elsa.workflow_definition where definition_id = $1", [definitionId], cancellationToken);

    /// <summary>Whether an instance, running or finished, was started on the version.</summary>
    internal static async Task<bool> HasInstancesAsync(
        NpgsqlTransaction transaction, DefinitionVersion version, bool runningOnly, CancellationToken cancellationToken)
    {
        // The index is on definition and creation; no instance is older than its version.
        await using var command = Command(transaction, """
            select exists (
                select from elsa.workflow_instance
                where definition_id = $1 and created_at >= $2 and definition_version_id = $3 and (not $4 or finished_at is null))
            """, [version.DefinitionId, version.CreatedAt, version.Id, runningOnly]);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task<DefinitionVersion?> OneAsync(
        NpgsqlTransaction transaction, string sql, object?[] values, CancellationToken cancellationToken) =>
        (await ManyAsync(transaction, sql, values, cancellationToken)).FirstOrDefault();

    private static async Task<List<DefinitionVersion>> ManyAsync(
        NpgsqlTransaction transaction, string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql, values);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<DefinitionVersion>();
        while (await reader.ReadAsync(cancellationToken))
        {
            versions.Add(Read(reader));
        }

        return versions;
    }

    private static DefinitionVersion Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetString(0),
        DefinitionId = reader.GetString(1),
        Version = reader.GetInt32(2),
        Name = reader.IsDBNull(3) ? null : reader.GetString(3),
        Description = reader.IsDBNull(4) ? null : reader.GetString(4),
        ToolVersion = reader.IsDBNull(5) ? null : reader.GetString(5),
        IsLatest = reader.GetBoolean(6),
        IsPublished = reader.GetBoolean(7),
        IsReadonly = reader.GetBoolean(8),
        IsSystem = reader.GetBoolean(9),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(10),
        PublishedAt = reader.IsDBNull(11) ? null : reader.GetFieldValue<DateTimeOffset>(11),
        Model = DefinitionJson.Parse(reader.GetString(12)),
        Problems = JsonSerializer.Deserialize<List<DefinitionProblem>>(reader.GetString(13), JsonSerializerOptions.Web)!,
    };

    private static async Task ExecuteAsync(NpgsqlTransaction transaction, string sql, object?[] values, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql, values);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

#pragma warning disable CA2100 // the statements are this file's own constants; values are parameters
    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                Json json => new NpgsqlParameter { Value = json.Text, NpgsqlDbType = json.Type },
                null => new NpgsqlParameter { Value = DBNull.Value },
                _ => new NpgsqlParameter { Value = value },
            });
        }

        return command;
    }
#pragma warning restore CA2100

    private sealed record Json(NpgsqlDbType Type, string Text);
}
