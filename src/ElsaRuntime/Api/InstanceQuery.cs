using System.Text.Json.Nodes;
using ElsaRuntime.State;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>What instances to list. Nulls and empty lists mean: no such condition.</summary>
internal sealed record InstanceQuery
{
    // What Elsa lists when no size is named.
    private const int UsualPage = 100;
    private const int LargestPage = 1_000;

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

    public InstanceOrder OrderBy { get; init; }

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
            Statuses = Known<InstanceStatus>([.. body.Texts("statuses"), .. One(body.Text("status"))], problems),
            SubStatuses = Known<SubStatus>([.. body.Texts("subStatuses"), .. One(body.Text("subStatus"))], problems),
            HasIncidents = body.Flag("hasIncidents"),
            IsSystem = body.Flag("isSystem"),
            Timestamps = [.. TimestampFilter.Of(body.Find("timestampFilters"), problems)],
            OrderBy = Known<InstanceOrder>([.. One(body.Text("orderBy"))], problems, "InvalidOrder").Select(Enum.Parse<InstanceOrder>).FirstOrDefault(),
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

    private static List<string> Known<TEnum>(IReadOnlyList<string> asked, ICollection<(string, string)> problems, string problem = "InvalidStatus")
        where TEnum : struct, Enum
    {
        var found = new List<string>();
        foreach (var name in asked)
        {
            if (Names.TryFind<TEnum>(name, out var match))
            {
                found.Add(match.ToString());
            }
            else
            {
                problems.Add((problem, name));
            }
        }

        return found;
    }

    private static IEnumerable<string> One(string? value) => string.IsNullOrWhiteSpace(value) ? [] : [value];

    private static string? NullIfEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
