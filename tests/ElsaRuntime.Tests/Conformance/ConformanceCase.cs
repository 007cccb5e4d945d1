using System.Text.Json.Nodes;

namespace ElsaRuntime.Tests.Conformance;

/// <summary>A recording of a real Elsa server: definitions, steps, and what is to be seen after each.</summary>
public sealed class ConformanceCase(JsonObject json)
{
    public const string Run = "%RUN%";

    public string Name => json["name"]!.GetValue<string>();

    public string Mode => json["mode"]?.GetValue<string>() ?? "default";

    public bool IsExact => (json["journalOrder"]?.GetValue<string>() ?? "exact") == "exact";

    public JsonObject Expected => (JsonObject)json["expected"]!;

    public IReadOnlySet<string> IgnoredActivities => Texts("ignoreActivities").ToHashSet(StringComparer.Ordinal);

    public IReadOnlyList<string> Omit => Texts("omit");

    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Conformance", "cases");

    public static ConformanceCase Load(string name) =>
        new((JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!);

    public IReadOnlyList<JsonObject> Definitions(string prefix) => Objects("definitions", prefix);

    public IReadOnlyList<JsonObject> Steps(string prefix) => Objects("steps", prefix);

    private List<JsonObject> Objects(string name, string prefix) =>
        [.. ((JsonArray)JsonNode.Parse(json[name]!.ToJsonString().Replace(Run, prefix, StringComparison.Ordinal))!).Cast<JsonObject>().Select(o => (JsonObject)o.DeepClone())];

    private List<string> Texts(string name) => json[name] is JsonArray list ? [.. list.Select(t => t!.GetValue<string>())] : [];
}
