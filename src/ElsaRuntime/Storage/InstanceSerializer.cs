using System.Buffers;
using System.Text;
using System.Text.Json;
using ElsaRuntime.Acts;
using ElsaRuntime.State;

namespace ElsaRuntime.Storage;

/// <summary>Writes what outlives a wait as compact JSON: open runs and the root, callbacks, bookmarks, incidents, output.</summary>
internal static class InstanceSerializer
{
    // Written into a json column and read by this program only; nothing needs escaping for a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(WorkflowInstance instance)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, instance);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        writer.WriteStartObject();
        writer.WriteNumber("burst", instance.NextBurst);
        writer.WriteNumber("sequence", instance.NextSequence);
        writer.WriteNumber("run", instance.NextRun);
        writer.WriteNumber("bookmark", instance.NextBookmark);
        if (instance.TriggerActivityId is { } trigger)
        {
            writer.WriteString("trigger", trigger);
        }

        if (instance.IsAwaitedByParent)
        {
            writer.WriteBoolean("awaited", true);
        }

        // Turned round at every wait, as in Elsa: the order in which open runs are cancelled shows in the journal.
        JsonWriting.WriteAll(writer, "runs", Enumerable.Reverse(instance.Runs).Where(r => !r.IsCompleted || r.Parent is null), RunSerializer.Write);
        JsonWriting.WriteAll(writer, "callbacks", instance.Callbacks, WriteCallback);
        JsonWriting.WriteAll(writer, "bookmarks", instance.Bookmarks, WriteBookmark);
        JsonWriting.WriteAll(writer, "incidents", instance.Incidents, WriteIncident);
        JsonWriting.WriteValues(writer, "input", InstanceFactory.KeptInput(instance));
        if (instance.Output.Count > 0)
        {
            writer.WritePropertyName("output");
            instance.Output.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteCallback(Utf8JsonWriter writer, Callback callback)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(callback.Owner.Number);
        writer.WriteStringValue(callback.Child.NodeId);
        if (callback.Tag is { } tag)
        {
            writer.WriteNumberValue(tag);
        }

        writer.WriteEndArray();
    }

    private static void WriteBookmark(Utf8JsonWriter writer, Bookmark bookmark)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", bookmark.Number);
        writer.WriteNumber("run", bookmark.Run.Number);
        writer.WriteString("kind", bookmark.Kind);
        writer.WriteString("key", bookmark.Key);
        if (bookmark.Detail is { } detail)
        {
            writer.WriteString("detail", detail);
        }

        if (bookmark.DueAt is { } due)
        {
            writer.WriteString("due", due);
        }

        writer.WriteString("at", bookmark.CreatedAt);
        if (bookmark.IsKept)
        {
            writer.WriteBoolean("kept", true);
        }

        writer.WriteEndObject();
    }

    private static void WriteIncident(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(incident.ActivityId);
        writer.WriteStringValue(incident.NodeId);
        writer.WriteStringValue(incident.ActivityType);
        writer.WriteStringValue(incident.Message);
        writer.WriteStringValue(incident.ExceptionType);
        writer.WriteStringValue(incident.Inner);
        writer.WriteStringValue(incident.Timestamp);
        writer.WriteEndArray();
    }
}
