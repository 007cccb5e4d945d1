using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Descriptors;

/// <summary>What the designer and the normalisation know of each activity type this runtime executes.</summary>
public static class ActivityCatalogue
{
    /// <summary>Stands in for activities whose type does not exist here.</summary>
    public const string NotFoundType = "Elsa.NotFoundActivity";

    private static readonly IReadOnlyList<(JsonObject Category, JsonObject Activity)> Entries =
        [.. DescriptorJson.ReadFolder("Catalogue").Cast<JsonObject>().SelectMany(
            file => file["activities"]!.AsArray().Select(a => ((JsonObject)file["category"]!, (JsonObject)a!)))];

    private static readonly FrozenDictionary<string, CatalogueEntry> ByType = Entries
        .Select(e => CatalogueEntry.Of(e.Activity))
        .ToFrozenDictionary(e => e.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, DescriptorPage> Pages =
        DescriptorLanguage.All.ToFrozenDictionary(language => language, Page, StringComparer.Ordinal);

    private static readonly FrozenDictionary<(string, string), DescriptorPage> Single = DescriptorLanguage.All
        .SelectMany(language => Entries.Select(e => (Key: ((string)e.Activity["type"]!, language), Entry: e, language)))
        .ToFrozenDictionary(x => x.Key, x => DescriptorPage.Of(ActivityDescriptors.Render(x.Entry.Category, x.Entry.Activity, x.language)));

    /// <summary>Type names of all activities that can stand in a definition.</summary>
    public static IEnumerable<string> Types => ByType.Keys;

    /// <summary>All descriptors in the language of the current UI culture.</summary>
    public static DescriptorPage All => Pages[DescriptorLanguage.Current];

    /// <summary>The descriptor of one type in the language of the current UI culture, or null.</summary>
    public static DescriptorPage? Find(string type) => Single.GetValueOrDefault((type, DescriptorLanguage.Current));

    /// <summary>Whether an activity of this type can be executed.</summary>
    public static bool Executes(string type) => type != NotFoundType && ByType.ContainsKey(type);

    internal static CatalogueEntry? Entry(string type) => ByType.GetValueOrDefault(type);

    private static DescriptorPage Page(string language)
    {
        var items = new JsonArray([.. Entries.Select(e => ActivityDescriptors.Render(e.Category, e.Activity, language))]);
        return DescriptorPage.Of(new JsonObject { ["items"] = items, ["count"] = Entries.Count });
    }
}

/// <summary>The names normalisation needs: wrapped inputs with their types, outputs, and ports with fixed outcomes.</summary>
/// <param name="InputTypes">Type alias by property name (camel case).</param>
/// <param name="Outputs">Property names (camel case).</param>
internal sealed record CatalogueEntry(string Type, FrozenDictionary<string, string> InputTypes, IReadOnlyList<string> Outputs)
{
    public static CatalogueEntry Of(JsonObject activity) => new(
        (string)activity["type"]!,
        Objects(activity["inputs"]).Where(i => i["raw"] is null).ToFrozenDictionary(i => Lower((string)i["name"]!), i => (string)i["type"]!, StringComparer.Ordinal),
        [.. Objects(activity["outputs"]).Select(o => Lower((string)o["name"]!))]);

    private static IEnumerable<JsonObject> Objects(JsonNode? array) => array is JsonArray items ? items.OfType<JsonObject>() : [];

    private static string Lower(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
