using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Descriptors;

/// <summary>The designer's smaller lists: expressions, variable types, storage drivers, strategies, features.</summary>
public static class DescriptorLists
{
    private static readonly FrozenDictionary<(string, string), DescriptorPage> Pages =
        (from name in new[] { "expression-descriptors", "variables", "storage-drivers", "workflow-activation-strategies", "incident-strategies", "features" }
         from language in DescriptorLanguage.All
         select (Key: (name, language), Page: Page(name, language))).ToFrozenDictionary(x => x.Key, x => x.Page);

    /// <summary>A list with nothing in it: commits, logging and output conversion leave no choice here.</summary>
    public static DescriptorPage Empty { get; } = DescriptorPage.Of(new JsonObject { ["items"] = new JsonArray(), ["count"] = 0 });

    public static DescriptorPage Expressions => Find("expression-descriptors");

    public static DescriptorPage Variables => Find("variables");

    public static DescriptorPage StorageDrivers => Find("storage-drivers");

    public static DescriptorPage ActivationStrategies => Find("workflow-activation-strategies");

    public static DescriptorPage IncidentStrategies => Find("incident-strategies");

    public static DescriptorPage Features => Find("features");

    /// <summary>One installed feature by its full name, or null.</summary>
    public static JsonObject? Feature(string fullName) => DescriptorJson.ReadList("features")
        .Select(item => Item((JsonObject)item!, DescriptorLanguage.Current))
        .FirstOrDefault(item => (string?)item["fullName"] == fullName);

    private static DescriptorPage Find(string name) => Pages[(name, DescriptorLanguage.Current)];

    private static DescriptorPage Page(string name, string language)
    {
        var items = new JsonArray([.. DescriptorJson.ReadList(name).Select(item => Item((JsonObject)item!, language))]);
        return DescriptorPage.Of(new JsonObject { ["items"] = items, ["count"] = items.Count });
    }

    private static JsonObject Item(JsonObject source, string language)
    {
        var item = new JsonObject();
        foreach (var (key, value) in source)
        {
            if (!DescriptorLanguage.All.Contains(key))
            {
                item[key] = value is JsonObject byLanguage && byLanguage.ContainsKey(language) ? byLanguage[language]!.DeepClone() : value?.DeepClone();
            }
        }

        item["displayName"] = DescriptorLanguage.TextOf(source, language, 0);
        if (DescriptorLanguage.TextOf(source, language, 1) is { } description)
        {
            item["description"] = description;
        }

        return item;
    }
}
