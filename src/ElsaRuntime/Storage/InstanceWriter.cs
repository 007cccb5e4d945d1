using ElsaRuntime.Acts;
using ElsaRuntime.State;
using Npgsql;
using NpgsqlTypes;

namespace ElsaRuntime.Storage;

/// <summary>
/// Writes the instances of an act, their bookmarks and their journal in one batch, whatever their number. A single row, by far
/// the most common, goes by a statement of its own: PostgreSQL plans it once, while it plans one over arrays anew each time.
/// </summary>
internal static class InstanceWriter
{
    private const string InsertOne = """
        insert into elsa.workflow_instance (id, definition_id, definition_version_id, version, parent_instance_id, correlation_id, name, status,
            sub_status, incident_count, is_system, guard, created_at, updated_at, finished_at, revision, state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """;

    private const string Insert = """
        insert into elsa.workflow_instance (id, definition_id, definition_version_id, version, parent_instance_id, correlation_id, name, status,
            sub_status, incident_count, is_system, guard, created_at, updated_at, finished_at, revision, state)
        select * from unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[],
            $9::text[], $10::int[], $11::bool[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::timestamptz[], $16::int[], $17::json[])
        """;

    private const string UpdateOne = """
        update elsa.workflow_instance set correlation_id = $2, name = $3, status = $4, sub_status = $5, incident_count = $6, guard = $7,
            updated_at = $8, finished_at = $9, revision = $10 + 1, state = $11
        where id = $1 and revision = $10
        """;

    private const string Update = """
        update elsa.workflow_instance i set correlation_id = u.correlation_id, name = u.name, status = u.status, sub_status = u.sub_status,
            incident_count = u.incident_count, guard = u.guard, updated_at = u.updated_at, finished_at = u.finished_at,
            revision = u.revision + 1, state = u.state
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::int[], $11::json[])
            u (id, correlation_id, name, status, sub_status, incident_count, guard, updated_at, finished_at, revision, state)
        where i.id = u.id and i.revision = u.revision
        """;

    private const string DeleteBookmark = "delete from elsa.bookmark where instance_id = $1 and number = $2";

    private const string DeleteBookmarks = """
        delete from elsa.bookmark b using unnest($1::text[], $2::int[]) d (instance_id, number)
        where b.instance_id = d.instance_id and b.number = d.number
        """;

    private const string InsertBookmark = "insert into elsa.bookmark (instance_id, number, kind, key, correlation_id, due_at) values ($1, $2, $3, $4, $5, $6)";

    private const string InsertBookmarks = """
        insert into elsa.bookmark (instance_id, number, kind, key, correlation_id, due_at)
        select * from unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
        """;

    private const string InsertSegment = "insert into elsa.journal (instance_id, burst, entries) values ($1, $2, $3)";

    private const string InsertJournal = """
        insert into elsa.journal (instance_id, burst, entries) select * from unnest($1::text[], $2::int[], $3::json[])
        """;

    private const string InsertKept = """
        insert into elsa.kept_event (event_name, correlation_id, instance_id, input, expires_at)
        select t.*, $5 from unnest($1::text[], $2::text[], $3::text[], $4::json[]) t
        """;

    /// <exception cref="StaleInstanceException">A row is not the one that was read.</exception>
    public static async ValueTask WriteAsync(
        NpgsqlTransaction transaction,
        IReadOnlyList<WorkflowInstance> changed,
        IReadOnlySet<string> started,
        KeptEvents kept,
        string? savepoint,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var inserted = changed.Where(i => started.Contains(i.Id) && i.Revision == 0).ToList();
        var updated = changed.Where(i => i.Revision > 0).ToList();
        var journal = changed.Select(i => (Instance: i, Segment: JournalSegment.Write(i))).Where(s => s.Segment is not null).ToList();
        journal.ForEach(s => s.Instance.NextBurst++);
        var update = updated.Count > 0 ? Add(batch, updated.Count == 1 ? UpdateOne : Update, Changes(updated)) : null;
        if (inserted.Count > 0)
        {
            Add(batch, inserted.Count == 1 ? InsertOne : Insert, Rows(inserted));
        }

        AddBookmarks(batch, changed);
        if (journal.Count > 0)
        {
            Add(batch, journal.Count == 1 ? InsertSegment : InsertJournal, [Texts(journal, s => s.Instance.Id), Numbers(journal, s => s.Instance.NextBurst - 1), Jsons(journal, s => s.Segment)]);
        }

        if (kept.Added.Count > 0)
        {
            Add(batch, InsertKept,
            [
                Many(kept.Added, e => e.Name, NpgsqlDbType.Text), Many(kept.Added, e => e.CorrelationId, NpgsqlDbType.Text),
                Many(kept.Added, e => e.InstanceId, NpgsqlDbType.Text), Many(kept.Added, e => e.Input?.ToJsonString(), NpgsqlDbType.Json),
                new NpgsqlParameter { Value = kept.ExpiresAt },
            ]);
        }

        if (savepoint is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("release savepoint elsa_act"));
        }

        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (update is not null && (int)update.RecordsAffected != updated.Count)
        {
            throw new StaleInstanceException(updated[0].Id);
        }
    }

    private static void AddBookmarks(NpgsqlBatch batch, IReadOnlyList<WorkflowInstance> changed)
    {
        // A finished instance can no longer be woken: its bookmarks leave the index even where Elsa still lists them.
        var gone = changed.SelectMany(i => i.StoredBookmarks.Where(n => i.IsFinished || !i.Bookmarks.Exists(b => b.Number == n)).Select(n => (i.Id, Number: n))).ToList();
        var added = changed.Where(i => !i.IsFinished)
            .SelectMany(i => i.Bookmarks.Where(b => b.HasRowIn(i) && !i.StoredBookmarks.Contains(b.Number)).Select(b => (Instance: i, Bookmark: b)))
            .ToList();
        if (gone.Count > 0)
        {
            Add(batch, gone.Count == 1 ? DeleteBookmark : DeleteBookmarks, [Texts(gone, g => g.Id), Numbers(gone, g => g.Number)]);
        }

        if (added.Count > 0)
        {
            Add(batch, added.Count == 1 ? InsertBookmark : InsertBookmarks,
            [
                Texts(added, a => a.Instance.Id), Numbers(added, a => a.Bookmark.Number), Texts(added, a => a.Bookmark.Kind),
                Texts(added, a => a.Bookmark.Key), Texts(added, a => a.Instance.CorrelationId), Times(added, a => a.Bookmark.DueAt),
            ]);
        }
    }

    private static NpgsqlParameter[] Rows(IReadOnlyList<WorkflowInstance> rows) =>
    [
        Texts(rows, i => i.Id), Texts(rows, i => i.Definition.DefinitionId), Texts(rows, i => i.Definition.VersionId), Numbers(rows, i => i.Definition.Version),
        Texts(rows, i => i.ParentInstanceId), Texts(rows, i => i.CorrelationId), Texts(rows, i => i.Name), Texts(rows, Status),
        Texts(rows, i => i.SubStatus.ToString()), Numbers(rows, i => i.Incidents.Count), Values(rows, i => i.Definition.IsSystem, NpgsqlDbType.Boolean),
        Texts(rows, Guard), Times(rows, i => i.CreatedAt), Times(rows, i => i.UpdatedAt), Times(rows, i => i.FinishedAt),
        Numbers(rows, _ => 1), Jsons(rows, InstanceSerializer.Write),
    ];

    private static NpgsqlParameter[] Changes(IReadOnlyList<WorkflowInstance> rows) =>
    [
        Texts(rows, i => i.Id), Texts(rows, i => i.CorrelationId), Texts(rows, i => i.Name), Texts(rows, Status), Texts(rows, i => i.SubStatus.ToString()),
        Numbers(rows, i => i.Incidents.Count), Texts(rows, Guard), Times(rows, i => i.UpdatedAt), Times(rows, i => i.FinishedAt),
        Numbers(rows, i => i.Revision), Jsons(rows, InstanceSerializer.Write),
    ];

    private static string Status(WorkflowInstance instance) => instance.IsFinished ? "Finished" : "Running";

    private static string? Guard(WorkflowInstance instance) =>
        instance.IsFinished || instance.Definition.ActivationStrategy is null ? null : instance.Definition.DefinitionId;

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql, NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // the constants above
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static NpgsqlParameter Texts<T>(IReadOnlyList<T> rows, Func<T, string?> value) => Values(rows, value, NpgsqlDbType.Text);

    private static NpgsqlParameter Jsons<T>(IReadOnlyList<T> rows, Func<T, string?> value) => Values(rows, value, NpgsqlDbType.Json);

    private static NpgsqlParameter Numbers<T>(IReadOnlyList<T> rows, Func<T, int> value) => Values(rows, value, NpgsqlDbType.Integer);

    private static NpgsqlParameter Times<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> value) =>
        Values(rows, row => value(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    // What the two kinds of statements want: the value of the one row, or a list.
    private static NpgsqlParameter Values<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type) =>
        rows.Count == 1 ? new() { Value = (object?)value(rows[0]) ?? DBNull.Value, NpgsqlDbType = type } : Many(rows, value, type);

    private static NpgsqlParameter Many<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> value, NpgsqlDbType type) =>
        new() { Value = rows.Select(value).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
