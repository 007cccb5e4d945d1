using System.Text;
using ElsaRuntime.Values;
using Jint.Native;

namespace ElsaRuntime.Expressions;

/// <summary>Elsa's helper functions that have nothing to do with the workflow.</summary>
internal static class ScriptHelpers
{
    public static void Define(ScriptGlobals globals)
    {
        globals.Function("isNullOrWhiteSpace", arguments => string.IsNullOrWhiteSpace(ScriptGlobals.Text(arguments, 0)));
        globals.Function("isNullOrEmpty", arguments => string.IsNullOrEmpty(ScriptGlobals.Text(arguments, 0)));
        globals.Function("toJson", arguments => ToJson(ScriptGlobals.At(arguments, 0)));
        globals.Function("parseGuid", arguments => Guid.Parse(ScriptGlobals.Text(arguments, 0) ?? ""));
        globals.Function("newGuid", _ => Guid.NewGuid());
        globals.Function("newGuidString", _ => Guid.NewGuid().ToString());
        globals.Function("getGuidString", _ => Guid.NewGuid().ToString());
        globals.Function("newShortGuid", _ => ShortGuid());
        globals.Function("getShortGuid", _ => ShortGuid());
        globals.Function("bytesToString", arguments => Encoding.UTF8.GetString(Bytes(arguments)));
        globals.Function("bytesFromString", arguments => Encoding.UTF8.GetBytes(ScriptGlobals.Text(arguments, 0) ?? ""));
        globals.Function("bytesToBase64", arguments => Convert.ToBase64String(Bytes(arguments)));
        globals.Function("bytesFromBase64", arguments => Convert.FromBase64String(ScriptGlobals.Text(arguments, 0) ?? ""));
        globals.Function("stringToBase64", arguments => Convert.ToBase64String(Encoding.UTF8.GetBytes(ScriptGlobals.Text(arguments, 0) ?? "")));
        globals.Function("stringFromBase64", arguments => Encoding.UTF8.GetString(Convert.FromBase64String(ScriptGlobals.Text(arguments, 0) ?? "")));

        // A workflow value is never a stream; bytes take its place.
        globals.Function("streamToBytes", Bytes);
        globals.Function("streamToBase64", arguments => Convert.ToBase64String(Bytes(arguments)));
    }

    private static string ToJson(JsValue value) =>
        ValueJson.ToNode(ScriptValues.FromScript(value)) is { } node ? ValueJson.ToText(node) : "null";

    private static string ShortGuid() => Convert.ToBase64String(Guid.NewGuid().ToByteArray())
        .Replace("/", "", StringComparison.Ordinal)
        .Replace("+", "", StringComparison.Ordinal)
        .Replace("=", "", StringComparison.Ordinal);

    private static byte[] Bytes(JsValue[] arguments) => ScriptValues.FromScript(ScriptGlobals.At(arguments, 0)) switch
    {
        byte[] bytes => bytes,
        System.Text.Json.Nodes.JsonArray list => [.. list.Select(item => (byte)ValueConverter.ToNumber(ValueJson.FromNode(item)))],
        _ => throw new ArgumentException("Bytes are wanted."),
    };
}
