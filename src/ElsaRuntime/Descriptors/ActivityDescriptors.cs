using System.Text.Json.Nodes;

namespace ElsaRuntime.Descriptors;

/// <summary>Turns a catalogue entry into the descriptor Elsa Studio reads.</summary>
internal static class ActivityDescriptors
{
    public static JsonObject Render(JsonObject category, JsonObject activity, string language)
    {
        var type = (string)activity["type"]!;
        return new JsonObject
        {
            ["typeName"] = type,
            ["namespace"] = type[..type.LastIndexOf('.')],
            ["name"] = type[(type.LastIndexOf('.') + 1)..],
            ["version"] = 1,
            ["category"] = (string)category[language]!,
            ["displayName"] = DescriptorLanguage.TextOf(activity, language, 0),
            ["description"] = DescriptorLanguage.TextOf(activity, language, 1),
            ["inputs"] = Map(activity["inputs"], input => Input(input, language)),
            ["outputs"] = Map(activity["outputs"], output => Output(output, language)),
            ["kind"] = (string?)activity["kind"] ?? "Action",
            ["runAsynchronously"] = false,
            ["ports"] = Map(activity["ports"], port => Port(port, language)),
            ["customProperties"] = new JsonObject(),
            ["constructionProperties"] = new JsonObject(),
            ["isContainer"] = Has(activity, "container"),
            ["isBrowsable"] = !Has(activity, "hidden"),
            ["isStart"] = Has(activity, "start"),
            ["isTerminal"] = Has(activity, "terminal"),
        };
    }

    private static JsonObject Input(JsonObject input, string language)
    {
        var rendered = new JsonObject
        {
            ["isWrapped"] = input["raw"] is null,
            ["uiHint"] = (string)input["hint"]!,
            ["category"] = Category((string?)input["category"], language),
            ["defaultValue"] = input["default"]?.DeepClone(),
            ["defaultSyntax"] = (string?)input["syntax"] ?? "Literal",
            ["isReadOnly"] = false,
            ["isSensitive"] = (bool?)input["sensitive"] ?? false,
            ["autoEvaluate"] = (bool?)input["evaluated"] ?? true,
            ["uiSpecifications"] = Specifications(input),
        };
        Describe(rendered, input, language);
        rendered["isSerializable"] = true;
        rendered["isSynthetic"] = false;
        return rendered;
    }

    private static JsonObject Output(JsonObject output, string language)
    {
        var rendered = new JsonObject();
        Describe(rendered, output, language);
        rendered["isSerializable"] = (bool?)output["serializable"] ?? true;
        rendered["isSynthetic"] = false;
        return rendered;
    }

    private static JsonObject Port(JsonObject port, string language) => new()
    {
        ["name"] = (string)port["name"]!,
        ["displayName"] = (string?)port[language] ?? (string)port["name"]!,
        ["type"] = (string)port["kind"]!,
        ["isBrowsable"] = port["hidden"] is null,
    };

    private static void Describe(JsonObject rendered, JsonObject source, string language)
    {
        rendered["name"] = (string)source["name"]!;
        rendered["typeName"] = (string)source["type"]!;
        rendered["displayName"] = DescriptorLanguage.TextOf(source, language, 0);
        rendered["description"] = DescriptorLanguage.TextOf(source, language, 1);
        rendered["order"] = source["order"]?.DeepClone() ?? 0;
        rendered["isBrowsable"] = true;
    }

    private static JsonObject Specifications(JsonObject input)
    {
        var specifications = new JsonObject();
        if (input["choices"] is JsonArray choices)
        {
            var items = new JsonArray([.. choices.Select(c => new JsonObject { ["text"] = (string)c!, ["value"] = (string)c! })]);
            specifications["dropdown"] = new JsonObject { ["selectList"] = new JsonObject { ["items"] = items, ["isFlagsEnum"] = false } };
        }

        if (input["language"] is { } codeLanguage)
        {
            specifications["code-editor"] = new JsonObject { ["language"] = (string)codeLanguage! };
        }

        return specifications;
    }

    private static string? Category(string? category, string language) => (category, language) switch
    {
        ("Security", DescriptorLanguage.Chinese) => "安全",
        ("Advanced", DescriptorLanguage.Chinese) => "高级",
        _ => category,
    };

    private static JsonArray Map(JsonNode? source, Func<JsonObject, JsonObject> render) =>
        source is JsonArray items ? new JsonArray([.. items.Select(item => render((JsonObject)item!))]) : [];

    private static bool Has(JsonObject activity, string flag) =>
        activity["flags"] is JsonArray flags && flags.Any(f => (string)f! == flag);
}
