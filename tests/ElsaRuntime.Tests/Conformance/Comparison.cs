using System.IO.Enumeration;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Tests.Conformance;

/// <summary>Compares what was recorded with what was seen.</summary>
public static class Comparison
{
    private static readonly string[] TypeMarkers = ["_type", "$type", "$id"];

    /// <summary>The first place where two values differ, or null.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string path = "")
    {
        switch (expected, actual)
        {
            case (JsonObject wanted, JsonObject seen):
                return wanted.Where(p => !seen.ContainsKey(p.Key)).Select(p => $"{path}/{p.Key}: missing, expected {Short(p.Value)}").FirstOrDefault()
                    ?? seen.Where(p => !wanted.ContainsKey(p.Key)).Select(p => $"{path}/{p.Key}: not expected, got {Short(p.Value)}").FirstOrDefault()
                    ?? wanted.Select(p => Difference(p.Value, seen[p.Key], $"{path}/{p.Key}")).FirstOrDefault(d => d is not null);
            case (JsonArray wanted, JsonArray seen):
                return Enumerable.Range(0, Math.Max(wanted.Count, seen.Count)).Select(i =>
                    i >= wanted.Count ? $"{path}[{i}]: not expected, got {Short(seen[i])}"
                    : i >= seen.Count ? $"{path}[{i}]: missing, expected {Short(wanted[i])}"
                    : Difference(wanted[i], seen[i], $"{path}[{i}]")).FirstOrDefault(d => d is not null);
            default:
                return AreEqual(expected, actual) ? null : $"{path}: expected {Short(expected)}, got {Short(actual)}";
        }
    }

    /// <summary>Leaves out every path that matches a pattern.</summary>
    public static JsonNode? Prune(JsonNode? value, IReadOnlyList<string> patterns, string path = "") => value switch
    {
        JsonObject source => new JsonObject(source
            .Select(p => (p.Key, p.Value, Here: path.Length == 0 ? p.Key : $"{path}/{p.Key}"))
            .Where(p => !patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, p.Here, ignoreCase: false)))
            .Select(p => KeyValuePair.Create(p.Key, Prune(p.Value, patterns, p.Here)))),
        JsonArray source => new JsonArray([.. source.Select((item, index) => Prune(item, patterns, $"{path}/{index}"))]),
        _ => value?.DeepClone(),
    };

    /// <summary>Drops type markers and puts stand-ins for what differs between runs.</summary>
    public static JsonNode? Neutral(JsonNode? value, IReadOnlyList<(string Text, string StandIn)> pairs) => value switch
    {
        JsonObject source when source["_items"] is JsonArray items => Neutral(items, pairs),
        JsonObject source => new JsonObject(source.Where(p => !TypeMarkers.Contains(p.Key)).Select(p => KeyValuePair.Create(Neutral(p.Key, pairs), Neutral(p.Value, pairs)))),
        JsonArray source => new JsonArray([.. source.Select(item => Neutral(item, pairs))]),
        JsonValue text when text.GetValueKind() == JsonValueKind.String => Neutral(text.GetValue<string>(), pairs),
        _ => value?.DeepClone(),
    };

    private static string Neutral(string text, IReadOnlyList<(string Text, string StandIn)> pairs) =>
        pairs.Aggregate(text, (current, pair) => current.Replace(pair.Text, pair.StandIn, StringComparison.Ordinal));

    private static bool AreEqual(JsonNode? expected, JsonNode? actual)
    {
        if (expected is null || actual is null)
        {
            return expected is null && actual is null;
        }

        return expected.GetValueKind() == actual.GetValueKind() && (expected.GetValueKind() == JsonValueKind.Number
            ? Number(expected) == Number(actual)
            : JsonNode.DeepEquals(expected, actual));
    }

    private static double Number(JsonNode node) => double.Parse(node.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture);

    private static string Short(JsonNode? value) => value?.ToJsonString() ?? "null";
}
