using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Lists instances without loading their states.</summary>
internal static class InstanceList
{
    public static async Task<JsonObject> ReadAsync(NpgsqlTransaction transaction, InstanceQuery query, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(query);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(conditions.Command($"""
            select id, definition_id, definition_version_id, version, status, sub_status, correlation_id, name, incident_count,
                created_at, updated_at, finished_at
            from elsa.workflow_instance {conditions.Where} order by {Order(query)}
            limit {query.PageSize.ToString(CultureInfo.InvariantCulture)}
            offset {((long)query.Page * query.PageSize).ToString(CultureInfo.InvariantCulture)}
            """));
        batch.BatchCommands.Add(conditions.Command($"select count(*) from elsa.workflow_instance {conditions.Where}"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var items = new JsonArray();
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(Item(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new JsonObject { ["items"] = items, ["totalCount"] = reader.GetInt64(0) };
    }

    /// <summary>Ids of all instances that fit.</summary>
    public static async Task<List<string>> ReadIdsAsync(NpgsqlTransaction transaction, InstanceQuery query, CancellationToken cancellationToken)
    {
        var conditions = new Conditions(query);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(conditions.Command($"select id from elsa.workflow_instance {conditions.Where} order by id"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var ids = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetString(0));
        }

        return ids;
    }

    // Equal times and names must not let a row appear on two pages.
    private static string Order(InstanceQuery query)
    {
        var (column, descending) = query.OrderBy switch
        {
            "UpdatedAt" or "Updated" => ("updated_at", query.IsDescending ?? true),
            "Finished" or "FinishedAt" => ("finished_at", query.IsDescending ?? true),
            "Name" => ("name", query.IsDescending ?? false),
            _ => ("created_at", query.IsDescending ?? true),
        };
        // Nulls are named only where there are some: otherwise the index on creation would not serve.
        return (descending, column) switch
        {
            (true, "finished_at" or "name") => $"{column} desc nulls last, id desc",
            (true, _) => $"{column} desc, id desc",
            _ => $"{column}, id",
        };
    }

    private static JsonObject Item(NpgsqlDataReader reader)
    {
        var item = new JsonObject
        {
            ["id"] = reader.GetString(0),
            ["definitionId"] = reader.GetString(1),
            ["definitionVersionId"] = reader.GetString(2),
            ["version"] = reader.GetInt32(3),
            ["status"] = reader.GetString(4),
            ["subStatus"] = reader.GetString(5),
        };
        if (!reader.IsDBNull(6))
        {
            item["correlationId"] = reader.GetString(6);
        }

        if (!reader.IsDBNull(7))
        {
            item["name"] = reader.GetString(7);
        }

        item["incidentCount"] = reader.GetInt32(8);
        item["createdAt"] = reader.GetFieldValue<DateTimeOffset>(9);
        item["updatedAt"] = reader.GetFieldValue<DateTimeOffset>(10);
        if (!reader.IsDBNull(11))
        {
            item["finishedAt"] = reader.GetFieldValue<DateTimeOffset>(11);
        }

        return item;
    }

    /// <summary>Only the conditions that are asked for, so that the planner sees which index serves them.</summary>
    private sealed class Conditions
    {
        private readonly List<string> all = [];
        private readonly List<object> values = [];

        public Conditions(InstanceQuery query)
        {
            AnyOf("id", query.Ids);
            AnyOf("definition_id", query.DefinitionIds);
            AnyOf("status", query.Statuses);
            AnyOf("sub_status", query.SubStatuses);
            Is("definition_version_id", query.DefinitionVersionId);
            Is("version", query.Version);
            Is("correlation_id", query.CorrelationId);
            Is("name", query.Name);
            // No definition is made a system one here; not asking lets an index count a list of all.
            Is("is_system", query.IsSystem == true ? true : null);
            Is("incident_count > 0", query.HasIncidents);
            foreach (var time in query.Timestamps)
            {
                all.Add($"{time.Column} {time.Operator} {Parameter(time.Timestamp)}");
            }

            if (query.SearchTerm is { } term)
            {
                var exact = Parameter(term);
                var part = Parameter($"%{term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%");
                all.Add($"(name ilike {part} or correlation_id ilike {part} or id = {exact} or definition_id = {exact} or definition_version_id = {exact})");
            }
        }

        public string Where => all.Count == 0 ? "" : "where " + string.Join(" and ", all);

#pragma warning disable CA2100 // columns and operators are this room's constants; values are parameters
        public NpgsqlBatchCommand Command(string sql)
#pragma warning restore CA2100
        {
            var command = new NpgsqlBatchCommand(sql);
            values.ForEach(value => command.Parameters.Add(new NpgsqlParameter { Value = value }));
            return command;
        }

        private void AnyOf(string column, IReadOnlyList<string> wanted)
        {
            if (wanted.Count > 0)
            {
                // One value as such: then the index gives the wanted order, too.
                all.Add(wanted.Count == 1 ? $"{column} = {Parameter(wanted[0])}" : $"{column} = any({Parameter(wanted.ToArray())})");
            }
        }

        private void Is(string column, object? wanted)
        {
            if (wanted is not null)
            {
                all.Add($"({column}) = {Parameter(wanted)}");
            }
        }

        private string Parameter(object value)
        {
            values.Add(value);
            return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
        }
    }
}
