using System.Buffers;
using System.Text;
using System.Text.Json;
using ElsaRuntime.State;

namespace ElsaRuntime.Storage;

/// <summary>
/// Everything an instance wrote to its journal in one act, as one compact JSON text: entries, and the runs that changed as
/// they stand afterwards. Times are microseconds after the segment's own.
/// </summary>
internal static class JournalSegment
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The segment of what is new, or null if nothing is.</summary>
    public static string? Write(WorkflowInstance instance)
    {
        if (instance.NewEntries.Count == 0 && !instance.Runs.Exists(r => r.IsDirty))
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            Write(writer, instance);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, WorkflowInstance instance)
    {
        var start = instance.NewEntries.Count > 0 ? instance.NewEntries[0].Timestamp : instance.UpdatedAt;
        writer.WriteStartObject();
        writer.WriteString("t", start);
        writer.WriteStartArray("e");
        foreach (var entry in instance.NewEntries)
        {
            WriteEntry(writer, entry, start);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("x");
        foreach (var run in instance.Runs)
        {
            if (run.IsDirty)
            {
                WriteRun(writer, instance, run, start);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, JournalEntry entry, DateTimeOffset start)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(entry.Sequence);
        writer.WriteNumberValue(entry.Run);
        writer.WriteStringValue(entry.EventName);
        writer.WriteNumberValue(Microseconds(entry.Timestamp - start));
        if (entry.Message is { } message)
        {
            writer.WriteStringValue(message);
        }

        writer.WriteEndArray();
    }

    private static void WriteRun(Utf8JsonWriter writer, WorkflowInstance instance, ActivityRun run, DateTimeOffset start)
    {
        run.HasBookmarks = instance.Bookmarks.Exists(b => b.Run == run);
        writer.WriteStartObject();
        writer.WriteNumber("n", run.Number);
        writer.WriteString("a", run.Node.NodeId);
        JsonWriting.WriteNumber(writer, "p", run.Parent?.Number);
        JsonWriting.WriteNumber(writer, "s", run.SchedulingRun);
        JsonWriting.WriteNumber(writer, "d", run.Depth == 0 ? null : run.Depth);
        writer.WriteNumber("b", Microseconds(run.StartedAt - start));
        if (run.CompletedAt is { } completed)
        {
            writer.WriteNumber("e", Microseconds(completed - start));
        }

        writer.WriteNumber("k", (int)run.Status);
        JsonWriting.WriteNumber(writer, "f", run.FaultCount == 0 ? null : run.FaultCount);
        if (run.HasBookmarks)
        {
            writer.WriteBoolean("w", true);
        }

        if (run.FaultMessage is { } message)
        {
            writer.WriteString("m", message);
        }

        JsonWriting.WriteValues(writer, "i", run.Inputs);
        JsonWriting.WriteValues(writer, "o", run.Outputs);
        if (run.Outcomes is { } outcomes)
        {
            writer.WriteStartArray("u");
            foreach (var outcome in outcomes)
            {
                writer.WriteStringValue(outcome);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static long Microseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;
}
