using System.Text.Json.Nodes;
using ElsaRuntime.Tests.Conformance;

namespace ElsaRuntime.Tests.Flow;

/// <summary>Spoils sound definitions at random.</summary>
public sealed class FuzzedDefinitions
{
    private static readonly string[] Keys =
        ["activities", "connections", "root", "body", "branches", "cases", "text", "condition", "taskName", "eventName", "value", "type", "id", "mode", "items", "script"];

    private static readonly string[] Scripts =
        ["while(true){}", "'\\0'", "'\\ud800'", "[[[]]]", "({a:{}})", "throw 1", "getVariable('CurrentValue')", "setOutcome(null)", "null", "1e308*10", "new Date(NaN)", "setVariable('X', getX)"];

    private readonly List<JsonObject> sources = [];
    private readonly List<string> texts = [];

    public FuzzedDefinitions()
    {
        foreach (var file in Directory.EnumerateFiles(ConformanceCase.Folder, "*.json").Order(StringComparer.Ordinal))
        {
            sources.AddRange(ConformanceCase.Load(Path.GetFileNameWithoutExtension(file)).Definitions("f-"));
        }

        Collect(new JsonArray([.. sources.Select(s => s.DeepClone())]));
    }

    /// <summary>A spoilt copy of one of the recorded definitions.</summary>
    public JsonObject Next(Random random)
    {
        var model = (JsonObject)sources[random.Next(sources.Count)].DeepClone();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            Mutate(model, random);
        }

        model["definitionId"] = Guid.NewGuid().ToString("N");
        return model;
    }

    private void Mutate(JsonObject model, Random random)
    {
        var places = new List<JsonNode>();
        Places(model["root"], places);
        if (places.Count == 0)
        {
            return;
        }

        var place = places[random.Next(places.Count)];
        if (place is JsonArray { Count: > 0 } list)
        {
            var index = random.Next(list.Count);
            switch (random.Next(3))
            {
                case 0:
                    list.RemoveAt(index);
                    break;
                case 1:
                    list.Add(list[index]?.DeepClone());
                    break;
                default:
                    list[index] = Any(random, places);
                    break;
            }
        }
        else if (place is JsonObject { Count: > 0 } json)
        {
            var key = json.ElementAt(random.Next(json.Count)).Key;
            switch (random.Next(4))
            {
                case 0:
                    json.Remove(key);
                    break;
                case 1:
                    json[Keys[random.Next(Keys.Length)]] = json[key]?.DeepClone();
                    break;
                default:
                    json[key] = Any(random, places);
                    break;
            }
        }
    }

    private JsonNode? Any(Random random, List<JsonNode> places) => random.Next(8) switch
    {
        0 => null,
        1 => random.Next(-5, 2_000_000_000),
        2 => new JsonArray(),
        3 => random.NextDouble() * 1e300,
        4 => places[random.Next(places.Count)].DeepClone(),
        5 => new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = Scripts[random.Next(Scripts.Length)] } },
        _ => texts[random.Next(texts.Count)],
    };

    private void Collect(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                texts.AddRange(json.Select(p => p.Key));
                foreach (var (_, value) in json)
                {
                    Collect(value);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item);
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                texts.Add(text);
                break;
        }
    }

    private static void Places(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject or JsonArray)
        {
            places.Add(node);
        }

        foreach (var child in node switch
        {
            JsonObject json => json.Select(p => p.Value),
            JsonArray list => list,
            _ => Enumerable.Empty<JsonNode?>(),
        })
        {
            Places(child, places);
        }
    }
}
