using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>Lists instances without loading their states.</summary>
internal static class InstanceList
{
    public static async Task<JsonObject> ReadAsync(NpgsqlTransaction transaction, InstanceQuery query, CancellationToken cancellationToken)
    {
        var conditions = new InstanceConditions(query);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        // What a deep page skips is sorted in memory.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set local work_mem = '32MB'"));
        batch.BatchCommands.Add(conditions.Command(PageAndTotal(query, conditions)));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var items = new JsonArray();
        var total = 0L;
        while (await reader.ReadAsync(cancellationToken))
        {
            total = reader.GetInt64(12);
            if (!reader.IsDBNull(0))
            {
                items.Add(Item(reader));
            }
        }

        return new JsonObject { ["items"] = items, ["totalCount"] = total };
    }

    /// <summary>Ids of all instances that fit.</summary>
    public static async Task<List<string>> ReadIdsAsync(NpgsqlTransaction transaction, InstanceQuery query, CancellationToken cancellationToken)
    {
        var conditions = new InstanceConditions(query);
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

    // The ids are found first, in an index where one serves: a row carries its whole state, and most are only skipped. Where
    // texts are searched, page and total share what was found; else each takes its own, shorter way.
    private static string PageAndTotal(InstanceQuery query, InstanceConditions conditions)
    {
        var (column, direction) = Order(query);
        var order = $"place {direction}, found_id {direction.Split(' ')[0]}";
        return $"""
            with found as {(conditions.AreSlow ? "" : "not")} materialized (select id as found_id, {column} as place from elsa.workflow_instance {conditions.Where})
            select id, definition_id, definition_version_id, version, status, sub_status, correlation_id, name, incident_count,
                created_at, updated_at, finished_at, total
            from (select count(*) as total from found) counted
            left join (
                select * from found order by {order}
                limit {query.PageSize.ToString(CultureInfo.InvariantCulture)}
                offset {((long)query.Page * query.PageSize).ToString(CultureInfo.InvariantCulture)}) page on true
            left join elsa.workflow_instance on id = found_id
            order by {order}
            """;
    }

    // Equal times and names must not let a row appear on two pages.
    private static (string Column, string Direction) Order(InstanceQuery query)
    {
        var column = query.OrderBy switch
        {
            InstanceOrder.Name => "name",
            InstanceOrder.Finished => "finished_at",
            InstanceOrder.UpdatedAt => "updated_at",
            _ => "created_at",
        };
        // Nulls are named only where there are some: otherwise the index on creation would not serve.
        return (query.IsDescending ?? query.OrderBy is not InstanceOrder.Name, query.OrderBy is InstanceOrder.Name or InstanceOrder.Finished) switch
        {
            (true, true) => (column, "desc nulls last"),
            (true, false) => (column, "desc"),
            _ => (column, "asc"),
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
}
