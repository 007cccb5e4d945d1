using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Activities;
using ElsaRuntime.Flow;
using ElsaRuntime.State;
using ElsaRuntime.Values;

namespace ElsaRuntime.Storage;

/// <summary>
/// Reads back what <see cref="InstanceSerializer"/> wrote. What names an activity the definition no longer has (a draft that
/// was changed) is left out.
/// </summary>
internal sealed class InstanceDeserializer(WorkflowInstance instance, ActivityRegistry activities)
{
    private readonly Dictionary<int, ActivityRun> runs = [];

    public void Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var state = document.RootElement;
        instance.NextBurst = Number(state, "burst") ?? 0;
        instance.NextSequence = Number(state, "sequence") ?? 0;
        instance.NextRun = Number(state, "run") ?? 1;
        instance.NextBookmark = Number(state, "bookmark") ?? 1;
        ReadRuns(state);

        foreach (var callback in Items(state, "callbacks"))
        {
            ReadCallback(callback);
        }

        foreach (var bookmark in Items(state, "bookmarks"))
        {
            ReadBookmark(bookmark);
        }

        instance.Incidents.AddRange(Items(state, "incidents").Select(ReadIncident));
        foreach (var value in Members(state, "input"))
        {
            instance.Input[value.Name] = Value(value.Value);
        }

        if (state.TryGetProperty("output", out var output))
        {
            instance.Output = JsonObject.Create(output.Clone())!;
        }
    }

    // A parent has a lower number than its children, but need not stand before them.
    private void ReadRuns(JsonElement state)
    {
        var stored = Items(state, "runs").ToList();
        foreach (var json in stored.OrderBy(r => r.GetProperty("n").GetInt32()))
        {
            ReadRun(json);
        }

        foreach (var json in stored)
        {
            if (runs.TryGetValue(json.GetProperty("n").GetInt32(), out var run))
            {
                run.Parent?.Children.Add(run);
                instance.Runs.Add(run);
            }
        }
    }

    private void ReadRun(JsonElement json)
    {
        if (!instance.Definition.NodesByNodeId.TryGetValue(json.GetProperty("node").GetString()!, out var node))
        {
            return;
        }

        var parent = Number(json, "parent") is { } number ? runs.GetValueOrDefault(number) : null;
        var by = Number(json, "by");
        var run = new ActivityRun(json.GetProperty("n").GetInt32(), node, parent)
        {
            StartedAt = json.GetProperty("at").GetDateTimeOffset(),
            SchedulingRun = by,
            SchedulingActivityId = by is { } scheduler ? runs.GetValueOrDefault(scheduler)?.Node.Id : null,
            Depth = Number(json, "depth") ?? 0,
            IsByBackConnection = json.TryGetProperty("back", out _),
            CompletedAt = json.TryGetProperty("end", out var end) ? end.GetDateTimeOffset() : null,
            FaultCount = Number(json, "faults") ?? 0,
            Tag = Number(json, "tag"),
            FaultMessage = json.TryGetProperty("fault", out var fault) ? fault.GetString() : null,
            Properties = json.TryGetProperty("props", out var properties) ? JsonObject.Create(properties.Clone())! : [],
            Scope = json.TryGetProperty("scope", out var scope) ? ReadScope(scope) : null,
            Tokens = json.TryGetProperty("tokens", out var tokens) ? [.. tokens.EnumerateArray().Select(ReadToken)] : null,
            Status = (RunStatus)json.GetProperty("status").GetInt32(),
            HasBookmarks = json.TryGetProperty("waits", out _),
        };
        ReadVariables(run, json);
        ReadInputs(run, json);
        run.IsDirty = false;
        runs.Add(run.Number, run);
    }

    private void ReadVariables(ActivityRun run, JsonElement json)
    {
        var declared = run.Parent is null ? instance.Definition.Variables : run.Node.Variables;
        foreach (var item in Items(json, "vars"))
        {
            var id = item.GetProperty("id").GetString()!;
            var name = item.TryGetProperty("name", out var other) ? other.GetString()! : id;
            var definition = declared.FirstOrDefault(v => v.Id == id);
            var type = definition is null ? ElsaType.Object : ElsaType.Of(definition.TypeName, definition.IsArray);
            var value = item.TryGetProperty("v", out var stored) ? ValueConverter.Convert(Value(stored), StoredType(type)) : null;
            run.Variables.Add(definition is null ? new Variable(id, name, type, value) : Variable.Stored(definition, type, value));
        }
    }

    private void ReadInputs(ActivityRun run, JsonElement json)
    {
        var specs = activities.Find(run.Node.Type)?.Inputs ?? [];
        foreach (var item in Members(json, "in"))
        {
            var type = specs.FirstOrDefault(s => s.Name == item.Name)?.Type ?? ElsaType.Object;
            run.Inputs[item.Name] = ValueConverter.Convert(Value(item.Value), StoredType(type));
        }

        foreach (var item in Members(json, "out"))
        {
            run.Outputs[item.Name] = Value(item.Value);
        }
    }

    // Text that looks like JSON was text when it was stored; only scalars need their type back.
    private static ElsaType StoredType(ElsaType type) => type.Kind is ValueKind.Json or ValueKind.Dictionary or ValueKind.List ? ElsaType.Object : type;

    private void ReadCallback(JsonElement json)
    {
        if (runs.TryGetValue(json[0].GetInt32(), out var owner) && instance.Definition.NodesByNodeId.TryGetValue(json[1].GetString()!, out var child))
        {
            instance.Callbacks.Add(new Callback(owner, child, json.GetArrayLength() > 2 ? json[2].GetInt32() : null));
        }
    }

    private void ReadBookmark(JsonElement json)
    {
        if (!runs.TryGetValue(json.GetProperty("run").GetInt32(), out var run))
        {
            return;
        }

        var bookmark = new Bookmark(
            json.GetProperty("n").GetInt32(),
            run,
            json.GetProperty("kind").GetString()!,
            json.GetProperty("key").GetString()!,
            json.TryGetProperty("detail", out var detail) ? detail.GetString() : null,
            json.TryGetProperty("due", out var due) ? due.GetDateTimeOffset() : null,
            json.GetProperty("at").GetDateTimeOffset(),
            json.TryGetProperty("kept", out _));
        instance.Bookmarks.Add(bookmark);
        if (!instance.IsFinished && bookmark.HasRowIn(instance))
        {
            instance.StoredBookmarks.Add(bookmark.Number);
        }
    }

    private static Incident ReadIncident(JsonElement json) => new(
        json[0].GetString()!, json[1].GetString()!, json[2].GetString()!, json[3].GetString()!, json[4].GetString()!, json[5].GetString(), json[6].GetDateTimeOffset());

    private static FlowScope ReadScope(JsonElement json)
    {
        var scope = new FlowScope();
        foreach (var visits in Members(json, "a"))
        {
            scope.ActivityVisits[visits.Name] = visits.Value.GetInt32();
        }

        foreach (var visits in Members(json, "c"))
        {
            var count = visits.Value.GetInt32();
            scope.ConnectionVisits[visits.Name] = new ConnectionVisits(Math.Abs(count), count > 0);
        }

        return scope;
    }

    private static FlowToken ReadToken(JsonElement json) =>
        new(json[0].GetString()!, json[1].GetString()!, json[2].GetString()!) { IsConsumed = json[3].GetBoolean(), IsBlocked = json[4].GetBoolean() };

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => json.TryGetInt64(out var whole) ? whole : json.GetDouble(),
        JsonValueKind.Object => JsonObject.Create(json.Clone()),
        _ => JsonArray.Create(json.Clone()),
    };

    private static int? Number(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetInt32() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.TryGetProperty(name, out var list) ? list.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Members(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value.EnumerateObject() : default;
}
