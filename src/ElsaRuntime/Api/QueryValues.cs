using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>Values of the query string; what cannot be read counts as absent, as the designer sends empty ones.</summary>
internal static class QueryValues
{
    // More would only cost memory; the designer asks for tens.
    private const int LargestPage = 10_000;

    public static int? Number(this IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Flag(this IQueryCollection query, string name) => bool.TryParse(query[name], out var flag) ? flag : null;

    public static bool? IsDescending(this IQueryCollection query) => IsDescending(query["orderDirection"]);

    /// <summary>Null where no direction is named.</summary>
    public static bool? IsDescending(string? direction) =>
        string.IsNullOrWhiteSpace(direction) ? null : direction.StartsWith("desc", StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a list that page and pageSize, or skip and take, ask for; all of it without them.</summary>
    public static (int Skip, int Take) Slice(this IQueryCollection query)
    {
        var skip = query.Number("skip");
        var take = query.Number("take");
        if (skip is not null || take is not null)
        {
            return (Math.Max(skip ?? 0, 0), Bounded(take ?? LargestPage));
        }

        var size = query.Number("pageSize");
        return size is null ? (0, int.MaxValue) : ((int)Math.Min((long)Math.Max(query.Number("page") ?? 0, 0) * Bounded(size.Value), int.MaxValue), Bounded(size.Value));
    }

    private static int Bounded(int size) => Math.Clamp(size, 0, LargestPage);
}
