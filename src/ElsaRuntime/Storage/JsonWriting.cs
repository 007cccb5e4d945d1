using System.Text.Json;
using ElsaRuntime.Values;

namespace ElsaRuntime.Storage;

/// <summary>Writes lists, values and numbers, and leaves out what is empty.</summary>
internal static class JsonWriting
{
    public static void WriteAll<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        using var each = items.GetEnumerator();
        if (!each.MoveNext())
        {
            return;
        }

        writer.WriteStartArray(name);
        do
        {
            write(writer, each.Current);
        }
        while (each.MoveNext());
        writer.WriteEndArray();
    }

    public static void WriteValues(Utf8JsonWriter writer, string name, IReadOnlyCollection<KeyValuePair<string, object?>> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            ValueJson.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    public static void WriteNumber(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }
}
