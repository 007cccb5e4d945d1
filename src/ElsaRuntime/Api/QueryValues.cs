using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ElsaRuntime.Api;

/// <summary>Values of the query string; what cannot be read counts as absent, as the designer sends empty ones.</summary>
internal static class QueryValues
{
    // More would only cost memory; the designer asks for tens.
    private const int LargestPage = 10_000;

    private const int UsualPage = 100;

    public static int? Number(this IQueryCollection query, string name) =>
        int.TryParse(query[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool? Flag(this IQueryCollection query, string name) => bool.TryParse(query[name], out var flag) ? flag : null;

    public static bool? IsDescending(this IQueryCollection query) => IsDescending(query["orderDirection"]);

    /// <summary>Null where no direction is named.</summary>
    public static bool? IsDescending(string? direction) =>
        string.IsNullOrWhiteSpace(direction) ? null : direction.StartsWith("desc", StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of a list that is asked for as Elsa reads it: page with pageSize, or skip with take, or else the first hundred.</summary>
    /// <param name="body">May say the same where the query does not.</param>
    public static (int Skip, int Take) Slice(this IQueryCollection query, JsonObject? body = null)
    {
        int? Of(string name) => query.Number(name) ?? body?.Number(name);
        return (Of("page"), Of("pageSize"), Of("skip"), Of("take")) switch
        {
            ({ } page, { } size, _, _) => ((int)Math.Min((long)Math.Max(page, 0) * Bounded(size), int.MaxValue), Bounded(size)),
            (_, _, { } skip, { } take) => (Math.Max(skip, 0), Bounded(take)),
            _ => (0, UsualPage),
        };
    }

    private static int Bounded(int size) => Math.Clamp(size, 0, LargestPage);
}
