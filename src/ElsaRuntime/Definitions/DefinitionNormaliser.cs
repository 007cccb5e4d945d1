using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>
/// Brings a submitted definition into the form Elsa would give it back in: ids, node ids and empty collections filled in, so
/// that the designer can read it and any Elsa server can import it. What is not known is kept.
/// </summary>
internal static class DefinitionNormaliser
{
    /// <summary>The content of a version; nothing in it changes by publishing.</summary>
    /// <param name="model">As submitted; not changed.</param>
    /// <param name="path">Where the model stands in the request, for errors; empty or ending in a dot.</param>
    /// <param name="errors">Receives what the definition has to be refused for.</param>
    public static JsonObject Normalise(JsonObject model, string definitionId, string path, DefinitionErrors errors) => new()
    {
        ["definitionId"] = definitionId,
        ["name"] = Text(model, "name", path, errors)?.Trim(),
        ["description"] = Text(model, "description", path, errors)?.Trim(),
        ["toolVersion"] = Text(model, "toolVersion", path, errors),
        ["variables"] = Variables(model["variables"], path + "variables", errors),
        ["inputs"] = Arguments(model["inputs"], path + "inputs", errors),
        ["outputs"] = Arguments(model["outputs"], path + "outputs", errors),
        ["outcomes"] = List(model["outcomes"], path + "outcomes", errors),
        ["customProperties"] = Object(model["customProperties"], path + "customProperties", errors) ?? [],
        ["options"] = Options(Object(model["options"], path + "options", errors)),
        ["root"] = new ActivityNormaliser(path, errors).Normalise(Object(model["root"], path + "root", errors)),
    };

    /// <summary>Variables with id, name, type; a default must be text or null, as in Elsa.</summary>
    public static JsonArray Variables(JsonNode? json, string path, DefinitionErrors errors)
    {
        var variables = new JsonArray();
        foreach (var item in List(json, path, errors))
        {
            var at = $"{path}[{variables.Count}]";
            if (Object(item, at, errors) is { } variable)
            {
                variables.Add(Variable(variable, at, errors));
            }
        }

        return variables;
    }

    private static JsonObject Variable(JsonObject source, string path, DefinitionErrors errors)
    {
        var name = Json.Text(source["name"]);
        var variable = new JsonObject
        {
            ["id"] = Json.Text(source["id"]) is { Length: > 0 } id ? id : DefinitionIds.New(),
            ["name"] = name,
            ["typeName"] = Json.Text(source["typeName"]) ?? "Object",
            ["isArray"] = Json.Flag(source["isArray"]),
        };
        Rest(source, variable);
        if (source["value"] is not null && Text(source, "value", path + ".", errors) is null)
        {
            variable.Remove("value");
        }

        return variable;
    }

    private static JsonArray Arguments(JsonNode? json, string path, DefinitionErrors errors)
    {
        var arguments = new JsonArray();
        foreach (var item in List(json, path, errors))
        {
            if (Object(item, $"{path}[{arguments.Count}]", errors) is { } source)
            {
                var argument = new JsonObject
                {
                    ["type"] = Json.Text(source["type"]) ?? "Object",
                    ["name"] = Json.Text(source["name"]) ?? "",
                };
                argument["displayName"] = Json.Text(source["displayName"]) ?? argument["name"]!.GetValue<string>();
                argument["description"] = Json.Text(source["description"]) ?? "";
                argument["category"] = Json.Text(source["category"]) ?? "";
                Rest(source, argument);
                arguments.Add(argument);
            }
        }

        return arguments;
    }

    private static JsonObject Options(JsonObject? source)
    {
        var options = new JsonObject { ["autoUpdateConsumingWorkflows"] = Json.Flag(source?["autoUpdateConsumingWorkflows"]) };
        Rest(source ?? [], options);
        return options;
    }

    /// <summary>Copies what has a value and is not there yet.</summary>
    public static void Rest(JsonObject source, JsonObject target)
    {
        foreach (var (key, value) in source)
        {
            if (value is not null && !target.ContainsKey(key))
            {
                target[key] = value.DeepClone();
            }
        }
    }

    /// <summary>A copy of the object; null where there is none. Anything else is an error.</summary>
    public static JsonObject? Object(JsonNode? json, string path, DefinitionErrors errors)
    {
        if (json is null or JsonObject)
        {
            return (JsonObject?)json?.DeepClone();
        }

        errors.Add(path, "ObjectExpected");
        return null;
    }

    /// <summary>A copy of the list; empty where there is none. Anything else is an error.</summary>
    public static JsonArray List(JsonNode? json, string path, DefinitionErrors errors)
    {
        if (json is null or JsonArray)
        {
            return (JsonArray?)json?.DeepClone() ?? [];
        }

        errors.Add(path, "ListExpected");
        return [];
    }

    private static string? Text(JsonObject owner, string name, string path, DefinitionErrors errors)
    {
        if (owner[name] is { } value && value.GetValueKind() != JsonValueKind.String)
        {
            errors.Add(path + name, "TextExpected");
            return null;
        }

        return Json.Text(owner[name]);
    }
}
