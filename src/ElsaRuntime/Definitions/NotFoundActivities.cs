using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Descriptors;
using ElsaRuntime.Model;

namespace ElsaRuntime.Definitions;

/// <summary>
/// The designer draws nothing at all if one activity has a type it does not know. So it is shown a stand-in that carries the
/// activity along, and gets what it stands for back when it saves.
/// </summary>
internal static class NotFoundActivities
{
    /// <summary>A copy of the root with stand-ins for what does not exist here.</summary>
    public static JsonNode? Replace(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject activity when ActivityParser.IsActivity(activity) && !Known(activity):
                return StandIn(activity);
            case JsonObject properties:
                return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Replace(p.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Replace)]);
            default:
                return json?.DeepClone();
        }
    }

    /// <summary>The activity a stand-in stands for, with the place and connections it has now; anything else as it is.</summary>
    public static JsonObject Restore(JsonObject activity)
    {
        if (Json.Text(activity["type"]) != ActivityCatalogue.NotFoundType || Json.Text(activity["originalActivityJson"]) is not { } text)
        {
            return activity;
        }

        var original = Parse(text);
        if (original is null)
        {
            return activity;
        }

        foreach (var kept in new[] { "id", "name", "metadata" })
        {
            if (activity[kept] is { } value)
            {
                original[kept] = value.DeepClone();
            }
        }

        return original;
    }

    private static bool Known(JsonObject activity) => ActivityCatalogue.Entry(Json.Text(activity["type"])!) is not null;

    private static JsonObject StandIn(JsonObject activity)
    {
        var standIn = new JsonObject
        {
            ["missingTypeName"] = Json.Text(activity["type"]),
            ["missingTypeVersion"] = Json.Number(activity["version"]) ?? 1,
            ["originalActivityJson"] = activity.ToJsonString(),
        };
        foreach (var kept in new[] { "id", "nodeId", "name", "customProperties", "metadata" })
        {
            if (activity[kept] is { } value)
            {
                standIn[kept] = value.DeepClone();
            }
        }

        standIn["type"] = ActivityCatalogue.NotFoundType;
        standIn["version"] = 1;
        return standIn;
    }

    // Sent by a browser; what does not parse stays the stand-in it is, which fails when reached.
    private static JsonObject? Parse(string text)
    {
        try
        {
            return DefinitionJson.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
