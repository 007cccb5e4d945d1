using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>What instances to list. Nulls and empty lists mean: no such condition.</summary>
internal sealed record InstanceQuery
{
    // What Elsa lists when no size is named.
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

    private static readonly string[] KnownStatuses = ["Running", "Finished"];
    private static readonly string[] KnownSubStatuses = ["Pending", "Executing", "Suspended", "Finished", "Cancelled", "Faulted", "Interrupted"];

    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    public string? DefinitionVersionId { get; init; }

    public int? Version { get; init; }

    public string? CorrelationId { get; init; }

    public string? Name { get; init; }

    public string? SearchTerm { get; init; }

    public IReadOnlyList<string> Statuses { get; init; } = [];

    public IReadOnlyList<string> SubStatuses { get; init; } = [];

    public bool? HasIncidents { get; init; }

    public bool? IsSystem { get; init; }

    public IReadOnlyList<TimestampFilter> Timestamps { get; init; } = [];

    /// <summary>Created (default), UpdatedAt, Finished or Name.</summary>
    public string? OrderBy { get; init; }

    public bool? IsDescending { get; init; }

    public int Page { get; init; }

    public int PageSize { get; init; } = UsualPage;

    /// <summary>Reads the designer's request; what is wrong with it goes to <paramref name="problems"/> as key and argument.</summary>
    public static InstanceQuery Of(JsonObject body, ICollection<(string Code, string Argument)> problems)
    {
        var query = new InstanceQuery
        {
            DefinitionIds = [.. body.Texts("definitionIds"), .. One(body.Text("definitionId"))],
            Version = body.Number("version"),
            CorrelationId = NullIfEmpty(body.Text("correlationId")),
            Name = NullIfEmpty(body.Text("name")),
            SearchTerm = NullIfEmpty(body.Text("searchTerm")?.Trim()),
            Statuses = Known(KnownStatuses, [.. body.Texts("statuses"), .. One(body.Text("status"))], problems),
            SubStatuses = Known(KnownSubStatuses, [.. body.Texts("subStatuses"), .. One(body.Text("subStatus"))], problems),
            HasIncidents = body.Flag("hasIncidents"),
            IsSystem = body.Flag("isSystem"),
            Timestamps = [.. TimestampFilter.Of(body.Find("timestampFilters"), problems)],
            OrderBy = body.Text("orderBy"),
            IsDescending = QueryValues.IsDescending(body.Text("orderDirection")),
            Page = body.Number("page") ?? 0,
            PageSize = body.Number("pageSize") ?? UsualPage,
        };
        if (query.Page < 0 || query.PageSize < 1)
        {
            problems.Add(("InvalidPage", ""));
        }

        return query with { PageSize = Math.Min(query.PageSize, LargestPage) };
    }

    /// <summary>The same from a query string.</summary>
    public static JsonObject Body(IQueryCollection query)
    {
        var body = new JsonObject();
        foreach (var (key, values) in query)
        {
            body[key] = key.EndsWith("es", StringComparison.OrdinalIgnoreCase) || key.EndsWith("Ids", StringComparison.OrdinalIgnoreCase)
                ? new JsonArray([.. values.Select(v => JsonValue.Create(v))])
                : query.Number(key) is { } number && key is not ("name" or "searchTerm" or "correlationId" or "definitionId") ? number
                : query.Flag(key) is { } flag ? flag
                : values.ToString();
        }

        return body;
    }

    // Elsa reads the names whatever their case.
    private static List<string> Known(string[] known, IReadOnlyList<string> asked, ICollection<(string, string)> problems)
    {
        var found = new List<string>();
        foreach (var name in asked)
        {
            if (Array.Find(known, k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase)) is { } match)
            {
                found.Add(match);
            }
            else
            {
                problems.Add(("InvalidStatus", name));
            }
        }

        return found;
    }

    private static IEnumerable<string> One(string? value) => string.IsNullOrWhiteSpace(value) ? [] : [value];

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
