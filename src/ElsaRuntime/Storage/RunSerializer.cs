using System.Text.Json;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Storage;

/// <summary>Writes one run of an activity as part of an instance.</summary>
internal static class RunSerializer
{
    public static void Write(Utf8JsonWriter writer, ActivityRun run)
    {
        writer.WriteStartObject();
        writer.WriteNumber("n", run.Number);
        writer.WriteString("node", run.Node.NodeId);
        JsonWriting.WriteNumber(writer, "parent", run.Parent?.Number);
        JsonWriting.WriteNumber(writer, "by", run.SchedulingRun);
        JsonWriting.WriteNumber(writer, "depth", run.Depth == 0 ? null : run.Depth);
        writer.WriteNumber("status", (int)run.Status);
        writer.WriteString("at", run.StartedAt);
        if (run.CompletedAt is { } completed)
        {
            writer.WriteString("end", completed);
        }

        JsonWriting.WriteNumber(writer, "faults", run.FaultCount == 0 ? null : run.FaultCount);
        JsonWriting.WriteNumber(writer, "tag", run.Tag);
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
        JsonWriting.WriteAll(writer, "vars", run.Variables, WriteVariable);
        JsonWriting.WriteValues(writer, "in", run.Inputs);
        JsonWriting.WriteValues(writer, "out", run.Outputs);
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
            JsonWriting.WriteAll(writer, "tokens", tokens, (w, token) =>
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
}
