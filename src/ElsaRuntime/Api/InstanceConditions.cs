using System.Globalization;
using Npgsql;

namespace ElsaRuntime.Api;

/// <summary>A list's conditions in SQL: only those that are asked for, so that the planner sees which index serves them.</summary>
internal sealed class InstanceConditions
{
    private static readonly string[] Ids = ["correlation_id", "id", "definition_id", "definition_version_id"];

    private readonly List<string> all = [];
    private readonly List<object> values = [];

    public InstanceConditions(InstanceQuery query)
    {
        AreSlow = query.Name is not null || query.SearchTerm is not null;
        AnyOf("id", query.Ids);
        AnyOf("definition_id", query.DefinitionIds);
        AnyOf("status", query.Statuses);
        AnyOf("sub_status", query.SubStatuses);
        Is("definition_version_id", query.DefinitionVersionId);
        Is("version", query.Version);
        Is("correlation_id", query.CorrelationId);
        // No definition is made a system one here; not asking lets an index count a list of all.
        Is("is_system", query.IsSystem == true ? true : null);
        Is("incident_count > 0", query.HasIncidents);
        if (query.Name is { } name)
        {
            all.Add($"name ilike {Part(name)}");
        }

        foreach (var time in query.Timestamps)
        {
            all.Add(time.Sql(Parameter));
        }

        if (query.SearchTerm is { } term)
        {
            // Ids by their own case, names by any, as Elsa does.
            var part = Parameter(term);
            var ids = Ids.Select(column => $"strpos({column}, {part}) > 0");
            all.Add($"(name ilike {Part(term)} or {string.Join(" or ", ids)})");
        }
    }

    /// <summary>Whether texts are looked through, for which no index serves.</summary>
    public bool AreSlow { get; }

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

    private string Part(string text) => Parameter(
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)}%");

    private string Parameter(object value)
    {
        values.Add(value);
        return "$" + values.Count.ToString(CultureInfo.InvariantCulture);
    }
}
