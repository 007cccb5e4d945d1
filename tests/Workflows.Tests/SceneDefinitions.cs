using Npgsql;

namespace Workflows.Tests;

/// <summary>Other versions of the life cycle in a scene.</summary>
internal static class SceneDefinitions
{
    /// <summary>Makes <paramref name="json"/> the published version from now on; what runs stays on its own.</summary>
    public static async Task PublishAsync(this OfficeScene scene, string json, int version, CancellationToken cancellationToken)
    {
        await using var command = scene.DataSource.CreateCommand("update elsa.workflow_definition set is_published = false, is_latest = false");
        await command.ExecuteNonQueryAsync(cancellationToken);
        await using var insert = scene.DataSource.CreateCommand(
            "insert into elsa.workflow_definition (id, definition_id, version, name, is_latest, is_published, created_at, model) values ('v' || $2, ($1::json)->>'definitionId', $2, 'x', true, true, now(), $1::json)");
        insert.Parameters.Add(new NpgsqlParameter { Value = json });
        insert.Parameters.Add(new NpgsqlParameter { Value = version });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
