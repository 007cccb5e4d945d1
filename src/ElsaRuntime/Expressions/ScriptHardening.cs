using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace ElsaRuntime.Expressions;

/// <summary>
/// Memory is only looked at between statements, but one built-in call can ask for gigabytes. Those that can are bounded
/// before they begin, and raw buffers are not to be had.
/// </summary>
internal static class ScriptHardening
{
    /// <summary>Characters one call may make, or work on.</summary>
    private const double Limit = 1_000_000;

    // What a character becomes at most: an object of JSON, a match, the decomposition of a ligature.
    private const double WeightOfParsed = 2;
    private const double WeightOfMatch = 4;
    private const double WeightOfNormalized = 18;

    private static readonly string[] Buffers =
    [
        "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Uint8Array", "Int8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
        "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "WebAssembly",
    ];

    // Sums of any length: a single one cannot be interrupted.
    private static readonly string[] LongNumbers = ["BigInt", "Intl", "Temporal"];

    // Built-ins that go through all of a text in one step, by the object they belong to.
    private static readonly (string Owner, string[] Names)[] Walkers =
    [
        ("", ["encodeURIComponent", "encodeURI", "decodeURIComponent", "decodeURI", "escape", "unescape"]),
        ("Object", ["entries", "keys", "values", "assign", "getOwnPropertyNames", "getOwnPropertyDescriptors"]),
        ("Reflect", ["ownKeys"]),
        ("Array", ["from"]),
    ];

    private static readonly string[] Matchers = ["match", "matchAll", "split", "search"];

    /// <summary>Names without which a script cannot reach what is bounded here, if it neither loops nor calls itself.</summary>
    public static readonly string[] Names =
    [
        "repeat", "padStart", "padEnd", "replace", "replaceAll", "concat", "join", "toString", "stringify", "String", "bytesFromString", "bytesFromBase64",
        "parse", "normalize", .. Matchers, .. Walkers.SelectMany(w => w.Names), .. Buffers, .. LongNumbers,
    ];

    public static void Apply(Engine engine)
    {
        var text = Prototype(engine, "String");
        Bound(engine, text, "repeat", (self, arguments) => Length(self) * Number(arguments, 0));
        Bound(engine, text, "padStart", (_, arguments) => Number(arguments, 0));
        Bound(engine, text, "padEnd", (_, arguments) => Number(arguments, 0));
        Bound(engine, text, "replace", Replaced);
        Bound(engine, text, "replaceAll", Replaced);
        Bound(engine, text, "concat", (self, arguments) => Length(self) + arguments.Sum(Length));
        Bound(engine, text, "normalize", (self, _) => Length(self) * WeightOfNormalized);
        foreach (var name in Matchers)
        {
            Bound(engine, text, name, (self, _) => Length(self) * WeightOfMatch);
        }

        Bound(engine, Prototype(engine, "Array"), "join", Joined);
        var json = (ObjectInstance)engine.GetValue("JSON");
        Bound(engine, json, "stringify", (_, arguments) => Weight(ScriptGlobals.At(arguments, 0), 0, Limit));
        Bound(engine, json, "parse", (_, arguments) => Length(ScriptGlobals.At(arguments, 0)) * WeightOfParsed);
        foreach (var (owner, names) in Walkers)
        {
            var holder = owner.Length == 0 ? engine.Global : (ObjectInstance)engine.GetValue(owner);
            Array.ForEach(names, name => Bound(engine, holder, name, (_, arguments) => arguments.Sum(Length)));
        }

        Forbid(engine);
    }

    private static void Bound(Engine engine, ObjectInstance owner, string name, Func<JsValue, JsValue[], double> estimate)
    {
        var original = owner.Get(name);
        owner.Set(name, new ClrFunction(engine, name, (self, arguments) =>
        {
            engine.Constraints.Check();
            if (estimate(self, arguments) > Limit)
            {
                throw new JavaScriptException(engine.Intrinsics.Error, $"{name} would make too long a text");
            }

            return engine.Call(original, self, arguments);
        }));
    }

    private static void Forbid(Engine engine)
    {
        var bytes = (ObjectInstance)engine.GetValue("Uint8Array");
        var buffer = (ObjectInstance)engine.GetValue("ArrayBuffer");
        Remove(bytes.Get("prototype"), "constructor");
        Remove(((ObjectInstance)bytes.Get("prototype")).Prototype, "constructor");
        foreach (var name in new[] { "constructor", "transfer", "transferToFixedLength", "resize" })
        {
            Remove(buffer.Get("prototype"), name);
        }

        foreach (var name in Buffers.Concat(LongNumbers))
        {
            Remove(engine.Global, name);
        }
    }

    private static ObjectInstance Prototype(Engine engine, string constructor) =>
        (ObjectInstance)((ObjectInstance)engine.GetValue(constructor)).Get("prototype");

    private static void Remove(JsValue? owner, string name) => (owner as ObjectInstance)?.Delete(name);

    private static double Replaced(JsValue self, JsValue[] arguments)
    {
        var length = Math.Max(1, Length(self));
        var replacement = ScriptGlobals.At(arguments, 1);
        if (!replacement.IsString())
        {
            return length;
        }

        // $` and $' stand for all that is before or behind: once for every match.
        var text = replacement.AsString();
        var repeats = text.Contains("$`", StringComparison.Ordinal) || text.Contains("$'", StringComparison.Ordinal) ? length : 1;
        return length * Math.Max(1, text.Length) * repeats;
    }

    private static double Joined(JsValue self, JsValue[] arguments)
    {
        var separator = ScriptGlobals.At(arguments, 0);
        var gap = separator.IsString() ? separator.AsString().Length : 1;
        return self is JsArray list ? list.Sum(item => Length(item) + gap) : Length(self);
    }

    // What stands in several places counts as often as it is written.
    private static double Weight(JsValue value, int depth, double left)
    {
        if (value.IsString() || depth > 64 || value is not ObjectInstance instance)
        {
            return Length(value);
        }

        var weight = 2.0;
        foreach (var (key, property) in instance.GetOwnProperties())
        {
            weight += Length(key) + (property.Value is { } item ? Weight(item, depth + 1, left - weight) : 0);
            if (weight > left)
            {
                return weight;
            }
        }

        return weight;
    }

    private static double Length(JsValue value) => value.IsString() ? value.AsString().Length : 24;

    private static double Number(JsValue[] arguments, int index)
    {
        var argument = ScriptGlobals.At(arguments, index);
        return argument.IsNumber() ? argument.AsNumber() : TypeConverter.ToNumber(argument);
    }
}
