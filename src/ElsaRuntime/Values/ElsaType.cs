using System.Collections.Concurrent;

namespace ElsaRuntime.Values;

/// <summary>The kinds of values a workflow handles.</summary>
internal enum ValueKind
{
    Object,
    Text,
    Boolean,
    Integer,
    Long,
    Number,
    Decimal,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeSpan,
    Guid,
    Json,
    Dictionary,
    List,
}

/// <summary>A type by its alias in a definition, for example <c>Int32</c>, <c>List&lt;String&gt;</c> or <c>ObjectDictionary</c>.</summary>
internal sealed record ElsaType(ValueKind Kind, ElsaType? Element = null)
{
    public static readonly ElsaType Object = new(ValueKind.Object);
    public static readonly ElsaType Text = new(ValueKind.Text);
    public static readonly ElsaType Boolean = new(ValueKind.Boolean);
    public static readonly ElsaType Integer = new(ValueKind.Integer);
    public static readonly ElsaType TimeSpan = new(ValueKind.TimeSpan);
    public static readonly ElsaType DateTimeOffset = new(ValueKind.DateTimeOffset);
    public static readonly ElsaType Dictionary = new(ValueKind.Dictionary);
    public static readonly ElsaType ListOfText = new(ValueKind.List, Text);
    public static readonly ElsaType ListOfObject = new(ValueKind.List, Object);

    private static readonly ConcurrentDictionary<(string, bool), ElsaType> Known = new();

    /// <summary>The type behind an alias; an alias nobody knows counts as Object.</summary>
    public static ElsaType Of(string alias, bool isArray = false)
    {
        if (Known.TryGetValue((alias, isArray), out var type))
        {
            return type;
        }

        type = isArray ? new ElsaType(ValueKind.List, Parse(alias)) : Parse(alias);

        // Aliases come from definitions, which people write: the table must not grow without bound.
        return Known.Count < 1_000 ? Known.GetOrAdd((alias, isArray), type) : type;
    }

    private static ElsaType Parse(string alias)
    {
        if (alias.EndsWith("[]", StringComparison.Ordinal))
        {
            return new ElsaType(ValueKind.List, Parse(alias[..^2]));
        }

        var open = alias.IndexOf('<', StringComparison.Ordinal);
        if (open > 0 && alias.EndsWith('>') && !alias.Contains(',', StringComparison.Ordinal))
        {
            return new ElsaType(ValueKind.List, Parse(alias[(open + 1)..^1]));
        }

        return Simple(alias);
    }

    private static ElsaType Simple(string alias) => alias switch
    {
        "String" or "Char" => Text,
        "Boolean" or "Bool" => Boolean,
        "Byte" or "Int16" or "Short" or "Int32" or "Int" => Integer,
        "Int64" or "Long" => new ElsaType(ValueKind.Long),
        "Single" or "Float" or "Double" => new ElsaType(ValueKind.Number),
        "Decimal" => new ElsaType(ValueKind.Decimal),
        "DateTime" => new ElsaType(ValueKind.DateTime),
        "DateTimeOffset" => DateTimeOffset,
        "DateOnly" => new ElsaType(ValueKind.DateOnly),
        "TimeSpan" => TimeSpan,
        "Guid" => new ElsaType(ValueKind.Guid),
        "JSON" or "JsonElement" or "JsonNode" or "JsonObject" or "JsonArray" => new ElsaType(ValueKind.Json),
        "ObjectDictionary" or "StringDictionary" or "StringMap" or "ExpandoObject" => Dictionary,
        _ => Object,
    };
}
