using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ElsaRuntime.Values;

/// <summary>
/// Converts values as Elsa does: what cannot be converted counts as the type's default, except for JSON text that does not
/// parse and numbers too large, which throw.
/// </summary>
internal static class ValueConverter
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <exception cref="JsonException">Text that begins like JSON does not parse.</exception>
    /// <exception cref="OverflowException">A number does not fit.</exception>
    public static object? Convert(object? value, ElsaType type) => value is null ? null : type.Kind switch
    {
        ValueKind.Object => value,
        ValueKind.Text => ToText(value),
        ValueKind.Boolean => ToBoolean(value),
        ValueKind.Integer => ToInteger(value),
        ValueKind.Long => ToLong(value),
        ValueKind.Number => ToNumber(value),
        ValueKind.Decimal => ToDecimal(value),
        ValueKind.DateTimeOffset => ToDateTimeOffset(value),
        ValueKind.DateTime => ToDateTimeOffset(value).DateTime,
        ValueKind.DateOnly => DateOnly.FromDateTime(ToDateTimeOffset(value).DateTime),
        ValueKind.TimeSpan => ToTimeSpan(value),
        ValueKind.Guid => value is Guid ? value : Guid.TryParse(ToText(value), out var guid) ? guid : Guid.Empty,
        ValueKind.Json => ToJson(value),
        ValueKind.Dictionary => ToDictionary(value),
        ValueKind.List => ToList(value, type.Element ?? ElsaType.Object),
        _ => throw new InvalidOperationException($"No conversion to {type.Kind}."),
    };

    public static string ToText(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "True" : "False",
        JsonNode node => ValueJson.ToText(node),
        byte[] bytes => System.Convert.ToBase64String(bytes),
        IFormattable formattable => formattable.ToString(null, Invariant),
        _ => value.ToString() ?? "",
    };

    public static bool ToBoolean(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => bool.TryParse(text, out var flag) && flag,
        int or long or double or decimal => System.Convert.ToBoolean(value, Invariant),
        _ => false,
    };

    public static double ToNumber(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, Invariant, out var number) ? number : 0,
        int or long or double or decimal or bool => System.Convert.ToDouble(value, Invariant),
        _ => 0,
    };

    private static int ToInteger(object value) => value switch
    {
        int number => number,
        string text => int.TryParse(text, NumberStyles.Integer, Invariant, out var number) ? number : 0,
        long or double or decimal or bool => System.Convert.ToInt32(value, Invariant),
        _ => 0,
    };

    private static long ToLong(object value) => value switch
    {
        long number => number,
        string text => long.TryParse(text, NumberStyles.Integer, Invariant, out var number) ? number : 0,
        int or double or decimal or bool => System.Convert.ToInt64(value, Invariant),
        _ => 0,
    };

    private static decimal ToDecimal(object value) => value switch
    {
        decimal number => number,
        string text => decimal.TryParse(text, NumberStyles.Number | NumberStyles.AllowExponent, Invariant, out var number) ? number : 0,
        int or long or double or bool => System.Convert.ToDecimal(value, Invariant),
        _ => 0,
    };

    private static DateTimeOffset ToDateTimeOffset(object value) => value switch
    {
        DateTimeOffset instant => instant,
        DateTime { Kind: DateTimeKind.Unspecified } time => new DateTimeOffset(time, TimeSpan.Zero),
        DateTime time => new DateTimeOffset(time),
        DateOnly day => new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero),
        string text when DateTimeOffset.TryParse(text, Invariant, DateTimeStyles.AssumeUniversal, out var instant) => instant,
        _ => default,
    };

    private static TimeSpan ToTimeSpan(object value) => value switch
    {
        TimeSpan span => span,
        string text when TimeSpan.TryParse(text, Invariant, out var span) => span,
        _ => TimeSpan.Zero,
    };

    private static object ToJson(object value) => value is string text && LooksLikeJson(text) ? Parse(text) : value;

    private static JsonObject? ToDictionary(object value) => value switch
    {
        JsonObject dictionary => dictionary,
        string text when text.TrimStart().StartsWith('{') => Parse(text) as JsonObject,
        _ => null,
    };

    private static JsonArray? ToList(object value, ElsaType element)
    {
        switch (value)
        {
            case JsonArray list:
                return Elements(list, element);
            case string text when LooksLikeJson(text):
                return Parse(text) is JsonArray parsed ? Elements(parsed, element) : null;
            case string text when string.IsNullOrWhiteSpace(text):
                return null;
            case string text when element.Kind is ValueKind.Object:
                return [.. text.Select(character => JsonValue.Create(character.ToString()))];
            case string:
                return [ValueJson.ToNode(Convert(value, element))];
            case JsonObject:
                throw new JsonException("An object is no list.");
            default:
                return null;
        }
    }

    private static JsonArray Elements(JsonArray list, ElsaType element)
    {
        if (element.Kind is ValueKind.Object)
        {
            return list;
        }

        var converted = new JsonArray();
        foreach (var item in list)
        {
            converted.Add(ValueJson.ToNode(Convert(ValueJson.FromNode(item), element)));
        }

        return converted;
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private static JsonNode Parse(string text) => JsonNode.Parse(text)!;
}
