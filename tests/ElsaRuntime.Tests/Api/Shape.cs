using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Tests.Api;

/// <summary>Compares answers by their shape: every property Elsa was recorded to send is there, with a value of the same kind.</summary>
internal static class Shape
{
    /// <summary>Properties of the recordings that nobody reads here, each with the reason.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "_type", // markers of Elsa's serialiser
        "clrType", // there are no such classes here
        "tenantId", // there are no tenants
        "hash", "callbackMethodName", // inside of Elsa's bookmarks
        "FlowScope", "Variables", "Result", "CurrentIndex", // what activities remember, shown by their own names
        "innerException", // depth of Elsa's own exceptions
        "Resilient", "ResilienceCategory", "Type", // custom properties that only Elsa's server sets
    };

    /// <summary>The first difference, or null.</summary>
    public static string? Difference(JsonNode? recorded, JsonNode? answered, string path = "") => (recorded, answered) switch
    {
        (null, _) => null,
        (JsonObject expected, JsonObject actual) => expected
            .Where(p => !LeftOut.Contains(p.Key))
            .Select(p => actual.ContainsKey(p.Key) ? Difference(p.Value, actual[p.Key], $"{path}/{p.Key}") : p.Value is null ? null : $"{path}/{p.Key} is missing")
            .FirstOrDefault(d => d is not null),
        (JsonArray { Count: 0 }, JsonArray) => null,
        (JsonArray expected, JsonArray actual) => actual.Count == 0 ? $"{path} is empty" : Difference(expected[0], actual[0], $"{path}[0]"),
        _ when answered is null => $"{path} is null",
        _ => Kind(recorded) == Kind(answered) ? null : $"{path} is a {Kind(answered)}, recorded was a {Kind(recorded)}",
    };

    private static JsonValueKind Kind(JsonNode node) =>
        node.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : node.GetValueKind();
}
