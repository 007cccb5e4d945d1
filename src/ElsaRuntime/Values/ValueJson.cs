using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace ElsaRuntime.Values;

/// <summary>
/// Turns values into JSON and back. A value is null, text, bool, int, long, double, decimal, DateTime, DateTimeOffset,
/// DateOnly, TimeSpan, Guid, byte[], <see cref="JsonObject"/> or <see cref="JsonArray"/>; the last two are never shared between owners.
/// </summary>
internal static class ValueJson
{
    /// <summary>Elsa's way of writing JSON as text: Chinese stays, quotation marks and angle brackets become \u escapes.</summary>
    private static readonly JsonSerializerOptions TextOptions = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => double.IsFinite(number) ? JsonValue.Create(number) : null,
        decimal number => JsonValue.Create(number),
        byte[] bytes => JsonValue.Create(Convert.ToBase64String(bytes)),
        DateTime or DateTimeOffset or DateOnly or TimeSpan or Guid => JsonSerializer.SerializeToNode(value, value.GetType()),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no workflow value."),
    };

    /// <summary>A JSON scalar becomes the scalar; objects and lists stay, copied when they belong to something else.</summary>
    public static object? FromNode(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value => Scalar(value),
        { Parent: not null } => node.DeepClone(),
        _ => node,
    };

    public static string ToText(JsonNode node) => node.ToJsonString(TextOptions);

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            default:
                var json = ToNode(value);
                if (json is null)
                {
                    writer.WriteNullValue();
                }
                else
                {
                    json.WriteTo(writer);
                }

                break;
        }
    }

    private static object? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String => value.TryGetValue<string>(out var text) ? text : value.ToString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(value),
        _ => null,
    };

    private static object Number(JsonValue value)
    {
        if (value.TryGetValue<long>(out var whole))
        {
            return whole;
        }

        return value.TryGetValue<double>(out var number)
            ? number
            : double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
