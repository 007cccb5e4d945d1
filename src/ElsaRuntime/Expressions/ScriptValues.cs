using System.Globalization;
using System.Text.Json.Nodes;
using ElsaRuntime.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace ElsaRuntime.Expressions;

/// <summary>
/// Turns workflow values into JavaScript values and back. Objects and lists become native ones, copied: a script never holds
/// a .NET object.
/// </summary>
internal static class ScriptValues
{
    // Beyond it a value is a cycle, or nothing a workflow should carry.
    private const int MaximumDepth = 64;

    // Characters and members of one value; it is stored with the instance each time it moves.
    private const int MaximumSize = 2_000_000;

    // In characters: what a value costs, and an object or a list beside what is in it. What stands in several places counts
    // each time.
    private const int WeightOfValue = 4;
    private const int WeightOfObject = 16;

    public static JsValue ToScript(Engine engine, object? value) => value switch
    {
        null => JsValue.Null,
        string text => new JsString(text),
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        int number => JsNumber.Create(number),
        long number => JsNumber.Create(number),
        double number => JsNumber.Create(number),
        decimal number => JsNumber.Create((double)number),
        DateTimeOffset instant => Date(engine, instant),
        DateTime time => Date(engine, time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero) : new DateTimeOffset(time)),
        TimeSpan or Guid or DateOnly => new ScalarObject(engine, value),
        byte[] bytes => engine.Intrinsics.Uint8Array.Construct(bytes),
        JsonObject source => Object(engine, source),
        JsonArray source => new JsArray(engine, [.. source.Select(item => ToScript(engine, ValueOf(item)))]),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is no workflow value."),
    };

    /// <exception cref="InvalidOperationException">The value is too large or nested too deeply, or contains itself.</exception>
    public static object? FromScript(JsValue value)
    {
        var left = MaximumSize;
        return FromScript(value, 0, ref left);
    }

    private static object? FromScript(JsValue value, int depth, ref int left)
    {
        left -= value.IsString() ? WeightOfValue + value.AsString().Length : value.IsObject() ? WeightOfObject : WeightOfValue;
        if (depth > MaximumDepth || left < 0)
        {
            throw new InvalidOperationException("The script's result is too large or nested too deeply.");
        }

        return value switch
        {
            _ when value.IsNull() || value.IsUndefined() => null,
            _ when value.IsBoolean() => value.AsBoolean(),
            _ when value.IsString() => value.AsString(),
            _ when value.IsNumber() => value.AsNumber(),
            _ when value.IsBigInt() => value.ToString(),
            ScalarObject scalar => scalar.Value,
            JsDate date => DateOf(date),
            _ when value.IsUint8Array() => value.AsUint8Array(),
            JsArray array => Array(array, depth, ref left),
            _ when value.IsSymbol() || value.IsCallable() => null,
            ObjectInstance instance => Object(instance, depth, ref left),
            _ => value.ToString(),
        };
    }

    private static DateTime? DateOf(JsDate date)
    {
        var milliseconds = TypeConverter.ToNumber(date);
        return double.IsNaN(milliseconds) ? null : DateTime.UnixEpoch.AddMilliseconds(milliseconds);
    }

    private static JsDate Date(Engine engine, DateTimeOffset instant) => new(engine, instant);

    private static object? ValueOf(JsonNode? item) => item is JsonValue ? ValueJson.FromNode(item) : item;

    private static JsObject Object(Engine engine, JsonObject source)
    {
        var target = new JsObject(engine);
        foreach (var (name, item) in source)
        {
            target.FastSetDataProperty(name, ToScript(engine, ValueOf(item)));
        }

        return target;
    }

    private static JsonArray Array(JsArray source, int depth, ref int left)
    {
        var target = new JsonArray();
        foreach (var item in source)
        {
            target.Add(ValueJson.ToNode(FromScript(item, depth + 1, ref left)));
        }

        return target;
    }

    private static JsonObject Object(ObjectInstance source, int depth, ref int left)
    {
        var target = new JsonObject();
        foreach (var (key, property) in source.GetOwnProperties())
        {
            if (key.IsString() && property.Enumerable && source.Get(key) is { } item && !item.IsCallable())
            {
                target[key.AsString()] = ValueJson.ToNode(FromScript(item, depth + 1, ref left));
            }
        }

        return target;
    }
}

/// <summary>A value JavaScript has no type for: it prints as text and comes back as what it was.</summary>
internal sealed class ScalarObject : ObjectInstance
{
    public ScalarObject(Engine engine, object value)
        : base(engine)
    {
        Value = value;
        Prototype = engine.Intrinsics.Object.PrototypeObject;
        var print = new ClrFunction(engine, "toString", (_, _) => new JsString(Text));
        DefineOwnProperty("toString", new PropertyDescriptor(print, writable: false, enumerable: false, configurable: false));
        DefineOwnProperty("toJSON", new PropertyDescriptor(print, writable: false, enumerable: false, configurable: false));
    }

    public object Value { get; }

    private string Text => Value is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : ValueConverter.ToText(Value);
}
