using ElsaRuntime.Activities;
using ElsaRuntime.Acts;
using ElsaRuntime.Model;
using ElsaRuntime.State;
using ElsaRuntime.Tasks;
using Npgsql;
using NpgsqlTypes;

namespace ElsaRuntime.Storage;

/// <summary>A trigger that an event or a time has pulled.</summary>
internal sealed record TriggerRow(string VersionId, string ActivityId);

/// <summary>What the database knows before a start.</summary>
/// <param name="VersionId">The version to start, or null if there is none.</param>
/// <param name="IsTaken">Whether the chosen id belongs to an instance.</param>
/// <param name="HasKept">Whether any event is kept.</param>
internal sealed record StartFacts(string? VersionId, bool IsTaken, bool HasKept);

/// <summary>Finds, locks and reads instances.</summary>
internal static class InstanceReader
{
    private const string Columns =
        "i.id, i.definition_version_id, i.parent_instance_id, i.correlation_id, i.name, i.sub_status, i.created_at, i.updated_at, i.finished_at, i.revision, i.state";

    private const int ColumnCount = 11;

    private const string ById = $"select {Columns} from elsa.workflow_instance i where i.id = $1";

    private const string LockByIds = $"select {Columns} from elsa.workflow_instance i where i.id = any($1) order by i.id for update";

    private const string LockRow = $"{ById} for update";

    private const string OfOtherVersions = $"""
        select {Columns} from elsa.workflow_instance i
        where i.definition_id = $1 and i.definition_version_id <> $2 and i.finished_at is null
        order by i.created_at, i.id limit $3
        """;

    private const string LockOne = $"{ById} for update skip locked";

    private const string LockForTask = $"select {Columns}, exists (select from elsa.kept_event) from elsa.workflow_instance i where i.id = $1 for update";

    // That the key is not empty is said once more because of the partial index: without it a plan kept for all keys cannot use it.
    private const string LockByTaskRow = $"""
        select {Columns}, exists (select from elsa.kept_event) from elsa.workflow_instance i
        where i.id = (select b.instance_id from elsa.bookmark b where b.key = $1 and b.key <> '' and b.kind = '{RunTask.Kind}' limit 1) for update
        """;

    private const string LockTree = $"""
        with recursive tree as (
            select id from elsa.workflow_instance where id = $1
            union
            select c.id from elsa.workflow_instance c join tree t on c.parent_instance_id = t.id)
        select {Columns} from elsa.workflow_instance i where i.id in (select id from tree) order by i.id for update
        """;

    private const string LockWaiting = $"""
        select {Columns} from elsa.workflow_instance i
        where i.id in (
            select distinct b.instance_id from elsa.bookmark b
            where b.key = $1 and b.key <> '' and b.kind = '{WaitForEvent.Kind}'
              and ($2::text is null or b.correlation_id = $2) and ($3::text is null or b.instance_id = $3) and b.instance_id > $4
            order by b.instance_id limit $5)
        order by i.id for update
        """;

    private const string Triggers = $"select definition_version_id, activity_id from elsa.trigger where key = $1 and kind = '{WaitForEvent.Kind}' order by definition_id, activity_id";

    public static async Task<WorkflowInstance?> ReadAsync(NpgsqlTransaction transaction, EngineServices services, string id, CancellationToken cancellationToken) =>
        (await QueryAsync(transaction, services, ById, Text(id), cancellationToken)).FirstOrDefault();

    public static Task<List<WorkflowInstance>> LockAsync(NpgsqlTransaction transaction, EngineServices services, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        QueryAsync(transaction, services, LockByIds, new NpgsqlParameter { Value = ids.ToArray() }, cancellationToken);

    /// <summary>Locks the instance with a task, and says whether any event is kept.</summary>
    public static async Task<(WorkflowInstance? Instance, bool HasKept)> LockByTaskAsync(
        NpgsqlTransaction transaction, EngineServices services, string taskId, CancellationToken cancellationToken)
    {
        var found = TaskIds.InstanceOf(taskId) is { } id ? await LockForTaskAsync(transaction, services, LockForTask, id, cancellationToken) : default;
        return found.Instance?.Bookmarks.Exists(b => b.Key == taskId) == true
            ? found
            : await LockForTaskAsync(transaction, services, LockByTaskRow, taskId, cancellationToken);
    }

    /// <summary>Locks one instance, or returns null if another transaction has it.</summary>
    public static async Task<WorkflowInstance?> LockOrSkipAsync(NpgsqlTransaction transaction, EngineServices services, string id, CancellationToken cancellationToken) =>
        (await QueryAsync(transaction, services, LockOne, Text(id), cancellationToken)).FirstOrDefault();

    /// <summary>Locks an instance and all its descendants.</summary>
    public static Task<List<WorkflowInstance>> LockTreeAsync(NpgsqlTransaction transaction, EngineServices services, string id, CancellationToken cancellationToken) =>
        QueryAsync(transaction, services, LockTree, Text(id), cancellationToken);

    /// <summary>Locks those that wait for an event, in order of their ids, and finds what starts with it.</summary>
    public static async Task<(List<WorkflowInstance> Waiting, List<TriggerRow> Triggers)> LockWaitingAsync(
        NpgsqlTransaction transaction, EngineServices services, Stimulus.Event stimulus, string after, int limit, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(LockWaiting)
                {
                    Parameters = { Text(stimulus.Name), Text(stimulus.CorrelationId), Text(stimulus.InstanceId), Text(after), new() { Value = limit } },
                },
                new NpgsqlBatchCommand(Triggers) { Parameters = { Text(stimulus.InstanceId is null && after.Length == 0 ? stimulus.Name : null) } },
            },
        };
        await batch.PrepareAsync(cancellationToken);
        var rows = new List<InstanceRow>();
        var triggers = new List<TriggerRow>();
        await using (var reader = await batch.ExecuteReaderAsync(cancellationToken))
        {
            await ReadRowsAsync(reader, rows, cancellationToken);
            await reader.NextResultAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                triggers.Add(new TriggerRow(reader.GetString(0), reader.GetString(1)));
            }
        }

        return (await MakeAsync(transaction, services, rows, cancellationToken), triggers);
    }

    /// <summary>
    /// All that a start asks, in one round trip. An id chosen by the caller is held until the transaction ends, so that of two
    /// starts at once the second sees the first.
    /// </summary>
    public static async Task<StartFacts> AskForStartAsync(NpgsqlTransaction transaction, StartWorkflow request, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction)
        {
            BatchCommands = { DefinitionCatalog.VersionIdCommand(request.DefinitionId, request.VersionOptions) },
        };
        if (request.InstanceId is { } id)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_advisory_xact_lock(hashtextextended($1, 7))") { Parameters = { Text(id) } });
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select 1 from elsa.workflow_instance where id = $1") { Parameters = { Text(id) } });
        }

        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var (versionId, hasKept) = await reader.ReadAsync(cancellationToken) ? (reader.GetString(0), reader.GetBoolean(1)) : (null, false);
        await reader.NextResultAsync(cancellationToken);
        var isTaken = await reader.NextResultAsync(cancellationToken) && await reader.ReadAsync(cancellationToken);
        return new StartFacts(versionId, isTaken, hasKept);
    }

    /// <summary>Locks one instance and gives its row, or null when it is not there.</summary>
    public static async Task<InstanceRow?> LockRowAsync(NpgsqlTransaction transaction, string id, CancellationToken cancellationToken) =>
        (await RowsAsync(transaction, LockRow, cancellationToken, Text(id))).FirstOrDefault();

    /// <summary>Rows of the definition's running instances that are on any other version, oldest first.</summary>
    public static Task<List<InstanceRow>> RowsOfOtherVersionsAsync(
        NpgsqlTransaction transaction, WorkflowDefinition version, int limit, CancellationToken cancellationToken) =>
        RowsAsync(transaction, OfOtherVersions, cancellationToken, Text(version.DefinitionId), Text(version.VersionId), new() { Value = limit });

#pragma warning disable CA2100 // the constants above
    private static async Task<(WorkflowInstance? Instance, bool HasKept)> LockForTaskAsync(
        NpgsqlTransaction transaction, EngineServices services, string sql, string parameter, CancellationToken cancellationToken)
    {
        var rows = new List<InstanceRow>();
        var hasKept = false;
        await using (var command = new NpgsqlCommand(sql, transaction.Connection, transaction) { Parameters = { Text(parameter) } })
        {
            await command.PrepareAsync(cancellationToken);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await ReadRowsAsync(reader, rows, cancellationToken, () => hasKept = reader.GetBoolean(ColumnCount));
        }

        return ((await MakeAsync(transaction, services, rows, cancellationToken)).FirstOrDefault(), hasKept);
    }
#pragma warning restore CA2100

    private static async Task<List<WorkflowInstance>> QueryAsync(
        NpgsqlTransaction transaction, EngineServices services, string sql, NpgsqlParameter parameter, CancellationToken cancellationToken) =>
        await MakeAsync(transaction, services, await RowsAsync(transaction, sql, cancellationToken, parameter), cancellationToken);

#pragma warning disable CA2100, CA1068 // the constants above; the parameters are as many as the statement has
    private static async Task<List<InstanceRow>> RowsAsync(
        NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var rows = new List<InstanceRow>();
        await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction);
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await ReadRowsAsync(reader, rows, cancellationToken);
        return rows;
    }
#pragma warning restore CA2100, CA1068

    private static async Task ReadRowsAsync(
        NpgsqlDataReader reader, List<InstanceRow> rows, CancellationToken cancellationToken, Action? readMore = null)
    {
        while (await reader.ReadAsync(cancellationToken))
        {
            readMore?.Invoke();
            rows.Add(new InstanceRow(
                reader.GetString(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                reader.IsDBNull(4) ? null : reader.GetString(4),
                Enum.Parse<SubStatus>(reader.GetString(5)),
                reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetFieldValue<DateTimeOffset>(7),
                reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
                reader.GetInt32(9),
                reader.GetString(10)));
        }
    }

    private static async Task<List<WorkflowInstance>> MakeAsync(
        NpgsqlTransaction transaction, EngineServices services, List<InstanceRow> rows, CancellationToken cancellationToken)
    {
        var instances = new List<WorkflowInstance>(rows.Count);
        foreach (var row in rows)
        {
            var definition = await services.Catalog.FindVersionAsync(transaction, row.VersionId, cancellationToken)
                ?? throw new InvalidOperationException($"Instance {row.Id} runs on version {row.VersionId}, which is gone.");
            instances.Add(row.ToInstance(definition, services.Activities));
        }

        return instances;
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
