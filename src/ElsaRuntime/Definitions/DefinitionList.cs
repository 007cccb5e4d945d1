using System.Globalization;
using Npgsql;

namespace ElsaRuntime.Definitions;

/// <summary>What to list. Empty lists and nulls mean: no such condition.</summary>
/// <param name="Page">From zero; null with a null size lists all.</param>
/// <param name="OrderBy">Name (default), Version or Created.</param>
public sealed record DefinitionListQuery(
    string? VersionOptions = null,
    IReadOnlyList<string>? DefinitionIds = null,
    IReadOnlyList<string>? Ids = null,
    string? SearchTerm = null,
    bool? IsSystem = null,
    int? Page = null,
    int? PageSize = null,
    string? OrderBy = null,
    bool? IsDescending = null);

/// <summary>Lists definitions without loading their content.</summary>
public static class DefinitionList
{
    private const string Condition = VersionFilter.Sql + """

            and (cardinality($3::text[]) = 0 or definition_id = any($3))
            and (cardinality($4::text[]) = 0 or id = any($4))
            and ($5::bool is null or is_system = $5)
            and ($6::text = '' or name ilike '%' || $6 || '%' or description ilike '%' || $6 || '%' or strpos(id, $7) > 0 or strpos(definition_id, $7) > 0)
        """;

    /// <returns>The page and how many there are in all.</returns>
    public static async Task<(IReadOnlyList<DefinitionSummary> Items, long Total)> ReadAsync(
        NpgsqlTransaction transaction, DefinitionListQuery query, CancellationToken cancellationToken)
    {
        var size = Math.Max(query.PageSize ?? (query.Page is null ? int.MaxValue : 100), 0);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(Command(query, $"""
            select id, definition_id, name, description, version, tool_version, is_latest, is_published, is_readonly, created_at
            from elsa.workflow_definition where {Condition}
            order by {Order(query)}, definition_id, version limit {size.ToString(CultureInfo.InvariantCulture)}
            offset {((long)Math.Max(query.Page ?? 0, 0) * size).ToString(CultureInfo.InvariantCulture)}
            """));
        batch.BatchCommands.Add(Command(query, $"select count(*) from elsa.workflow_definition where {Condition}"));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var items = new List<DefinitionSummary>();
        while (await reader.ReadAsync(cancellationToken))
        {
            items.Add(Read(reader));
        }

        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (items, reader.GetInt64(0));
    }

    /// <summary>Whether no other definition has the name.</summary>
    public static async Task<bool> IsNameFreeAsync(NpgsqlTransaction transaction, string name, string? definitionId, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select not exists (select from elsa.workflow_definition where is_latest and name = $1 and definition_id is distinct from $2::text)",
            transaction.Connection, transaction)
        {
            Parameters = { new() { Value = name }, new() { Value = (object?)definitionId ?? DBNull.Value } },
        };
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>How many definitions there are, however many versions they have.</summary>
    public static async Task<long> CountAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select count(distinct definition_id) from elsa.workflow_definition", transaction.Connection, transaction);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static string Order(DefinitionListQuery query)
    {
        var (column, descending) = query.OrderBy switch
        {
            "Version" => ("version", query.IsDescending ?? true),
            "Created" or "CreatedAt" => ("created_at", query.IsDescending ?? true),
            _ => ("name", query.IsDescending ?? false),
        };
        return descending ? column + " desc" : column;
    }

#pragma warning disable CA2100 // put together from the constants above and numbers; values are parameters
    private static NpgsqlBatchCommand Command(DefinitionListQuery query, string sql)
#pragma warning restore CA2100
    {
        var term = query.SearchTerm?.Trim() ?? "";
        var pattern = term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        return new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new() { Value = VersionFilter.Word(query.VersionOptions) },
                new() { Value = VersionFilter.Number(query.VersionOptions) },
                new() { Value = query.DefinitionIds?.ToArray() ?? [] },
                new() { Value = query.Ids?.ToArray() ?? [] },
                new() { Value = (object?)query.IsSystem ?? DBNull.Value },
                new() { Value = pattern },
                new() { Value = term },
            },
        };
    }

    private static DefinitionSummary Read(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.IsDBNull(2) ? null : reader.GetString(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.GetInt32(4),
        reader.IsDBNull(5) ? null : reader.GetString(5),
        reader.GetBoolean(6),
        reader.GetBoolean(7),
        reader.GetBoolean(8),
        reader.GetFieldValue<DateTimeOffset>(9));
}
