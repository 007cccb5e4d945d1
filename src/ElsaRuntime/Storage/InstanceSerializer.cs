using System.Buffers;
using System.Text;
using System.Text.Json;
using ElsaRuntime.Acts;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

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
        WriteAll(writer, "runs", Enumerable.Reverse(instance.Runs).Where(r => !r.IsCompleted || r.Parent is null), WriteRun);
        WriteAll(writer, "callbacks", instance.Callbacks, WriteCallback);
        WriteAll(writer, "bookmarks", instance.Bookmarks, WriteBookmark);
        WriteAll(writer, "incidents", instance.Incidents, WriteIncident);
        WriteValues(writer, "input", InstanceFactory.KeptInput(instance));
        if (instance.Output.Count > 0)
        {
            writer.WritePropertyName("output");
            instance.Output.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static void WriteRun(Utf8JsonWriter writer, ActivityRun run)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", run.Number);
        writer.WriteString("node", run.Node.NodeId);
        WriteNumber(writer, "parent", run.Parent?.Number);
        WriteNumber(writer, "by", run.SchedulingRun);
        WriteNumber(writer, "depth", run.Depth == 0 ? null : run.Depth);
        writer.WriteNumber("status", (int)run.Status);
        writer.WriteString("at", run.StartedAt);
        if (run.CompletedAt is { } completed)
        {
            writer.WriteString("end", completed);
        }

        WriteNumber(writer, "faults", run.FaultCount == 0 ? null : run.FaultCount);
        WriteNumber(writer, "tag", run.Tag);
        if (run.IsByBackConnection)
        {
            writer.WriteBoolean("back", true);
        }

        if (run.HasBookmarks)
        {
            writer.WriteBoolean("waits", true);
        }

        if (run.FaultMessage is { } message)
        {
            writer.WriteString("fault", message);
        }

        if (run.Properties.Count > 0)
        {
            writer.WritePropertyName("props");
            run.Properties.WriteTo(writer);
        }

        WriteScope(writer, run.Scope);
        WriteTokens(writer, run.Tokens);
        WriteAll(writer, "vars", run.Variables, WriteVariable);
        WriteValues(writer, "in", run.Inputs);
        WriteValues(writer, "out", run.Outputs);
        writer.WriteEndObject();
    }

    private static void WriteScope(Utf8JsonWriter writer, FlowScope? scope)
    {
        if (scope is null)
        {
            return;
        }

        writer.WriteStartObject("scope");
        writer.WriteStartObject("a");
        foreach (var (id, visits) in scope.ActivityVisits)
        {
            writer.WriteNumber(id, visits);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("c");
        foreach (var (key, visits) in scope.ConnectionVisits)
        {
            // A minus says that it was not followed the last time.
            writer.WriteNumber(key, visits.LastFollowed ? visits.Count : -visits.Count);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteTokens(Utf8JsonWriter writer, List<FlowToken>? tokens)
    {
        if (tokens is not null)
        {
            WriteAll(writer, "tokens", tokens, (w, token) =>
            {
                w.WriteStartArray();
                w.WriteStringValue(token.From);
                w.WriteStringValue(token.To);
                w.WriteStringValue(token.Outcome);
                w.WriteBooleanValue(token.IsConsumed);
                w.WriteBooleanValue(token.IsBlocked);
                w.WriteEndArray();
            });
        }
    }

    private static void WriteVariable(Utf8JsonWriter writer, Variable variable)
    {
        writer.WriteStartObject();
        writer.WriteString("id", variable.Id);
        if (variable.Name != variable.Id)
        {
            writer.WriteString("name", variable.Name);
        }

        if (variable.Value is not null)
        {
            writer.WritePropertyName("v");
            ValueJson.Write(writer, variable.Value);
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

    private static void WriteAll<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
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

    private static void WriteValues(Utf8JsonWriter writer, string name, IReadOnlyCollection<KeyValuePair<string, object?>> values)
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

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }
}
