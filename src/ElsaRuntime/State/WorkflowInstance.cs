using System.Text.Json.Nodes;
using ElsaRuntime.Model;
using ElsaRuntime.Values;

namespace ElsaRuntime.State;

internal enum SubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,

    /// <summary>Elsa's name for what a host left in the middle of a move. That cannot be here; it can be asked for.</summary>
    Interrupted,
}

/// <summary>An instance in memory: everything that outlives a wait, and the work of the burst that is going on.</summary>
internal sealed class WorkflowInstance(string id, WorkflowDefinition definition)
{
    public string Id { get; } = id;

    public WorkflowDefinition Definition { get; } = definition;

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public string? ParentInstanceId { get; init; }

    /// <summary>Whether the parent waits for this instance's end.</summary>
    public bool IsAwaitedByParent { get; init; }

    /// <summary>The trigger that started it; decides where the root flowchart begins.</summary>
    public string? TriggerActivityId { get; init; }

    public SubStatus SubStatus { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Revision of the stored row; 0 while it has none.</summary>
    public int Revision { get; init; }

    /// <summary>Number of the next segment of the journal.</summary>
    public int NextBurst { get; set; }

    public long NextSequence { get; set; }

    public int NextRun { get; set; } = 1;

    public int NextBookmark { get; set; } = 1;

    public List<ActivityRun> Runs { get; } = [];

    public List<Callback> Callbacks { get; } = [];

    public List<Bookmark> Bookmarks { get; } = [];

    public List<Incident> Incidents { get; } = [];

    public JsonObject Output { get; set; } = [];

    /// <summary>Input readable now: that of the start, or only what is kept after the first wait.</summary>
    public Dictionary<string, object?> Input { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    public Queue<WorkItem> Queue { get; } = new();

    /// <summary>Outputs of this burst, newest last; as in Elsa they are not readable after a wait.</summary>
    public List<ActivityOutput> RecentOutputs { get; } = [];

    public object? LastResult { get; set; }

    /// <summary>How often it has gone from one wait to the next since it was read.</summary>
    public int Bursts { get; set; }

    /// <summary>
    /// What scripts of this burst set by names that nobody declared, with the container they stand in: whoever is in it can read
    /// it by name, until the next wait.
    /// </summary>
    public Dictionary<(ActivityRun Container, string Name), object?> PassingVariables { get; } = [];

    /// <summary>Journal entries of this act that are not stored yet.</summary>
    public List<JournalEntry> NewEntries { get; } = [];

    /// <summary>Numbers of bookmarks that have rows.</summary>
    public HashSet<int> StoredBookmarks { get; } = [];

    public bool IsFinished => SubStatus is SubStatus.Finished or SubStatus.Cancelled or SubStatus.Faulted;

    public ActivityRun? Root => Runs.Find(r => r.Parent is null);

    /// <summary>Restores what was stored, without a rule.</summary>
    public void Restore(SubStatus stored) => SubStatus = stored;

    /// <exception cref="InvalidOperationException">The instance has finished before.</exception>
    public void TransitionTo(SubStatus next, DateTimeOffset now)
    {
        if (IsFinished)
        {
            throw new InvalidOperationException($"Cannot transition from {SubStatus} to {next}");
        }

        SubStatus = next;
        UpdatedAt = now;
        if (IsFinished)
        {
            FinishedAt = now;
        }
    }

    /// <summary>Takes the callback for a child away and returns it, or null.</summary>
    public Callback? TakeCallback(ActivityRun owner, ActivityNode child)
    {
        var index = Callbacks.FindIndex(c => c.Owner == owner && c.Child == child);
        if (index < 0)
        {
            return null;
        }

        var callback = Callbacks[index];
        Callbacks.RemoveAt(index);
        return callback;
    }

    public bool IsWaitingAt(ActivityNode node) => Bookmarks.Exists(b => b.Run.Node == node);

    public void RemoveBookmarks(Predicate<Bookmark> match)
    {
        foreach (var bookmark in Bookmarks)
        {
            if (match(bookmark))
            {
                bookmark.Run.IsDirty = true;
            }
        }

        Bookmarks.RemoveAll(match);
    }

    public string RunId(ActivityRun run) => RunId(Id, run.Number);

    public static string RunId(string instanceId, int number) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instanceId}-{number}");
}

/// <summary>The owner is told when the child completes.</summary>
internal sealed record Callback(ActivityRun Owner, ActivityNode Child, int? Tag);

/// <summary>An activity that is to be executed, or a waiting one that is to be resumed.</summary>
internal sealed record WorkItem(ActivityNode Node, ActivityRun? Owner)
{
    public int? Tag { get; init; }

    public IReadOnlyList<Variable> Variables { get; init; } = [];

    public ActivityRun? Existing { get; init; }

    public Resumption? Resumption { get; init; }

    public bool IsByBackConnection { get; init; }

    public ActivityRun? Scheduler { get; init; }
}

/// <summary>What wakes a waiting activity.</summary>
internal sealed record Resumption(Bookmark Bookmark, JsonNode? Input);

/// <summary>A place where the instance waits.</summary>
/// <param name="Key">Task id, event name, child instance id; empty for a timer.</param>
/// <param name="IsKept">Whether it stays when it has been resumed.</param>
/// <param name="Detail">The task's name, or the cron expression.</param>
internal sealed record Bookmark(
    int Number,
    ActivityRun Run,
    string Kind,
    string Key,
    string? Detail,
    DateTimeOffset? DueAt,
    DateTimeOffset CreatedAt,
    bool IsKept = false)
{
    /// <summary>Whether it is found by a row of its own: all but a task whose id says which instance it is of.</summary>
    public bool HasRowIn(WorkflowInstance instance) => Kind != Activities.RunTask.Kind || Tasks.TaskIds.InstanceOf(Key) != instance.Id;
}

/// <summary>A fault that was met.</summary>
internal sealed record Incident(string ActivityId, string NodeId, string ActivityType, string Message, string ExceptionType, string? Inner, DateTimeOffset Timestamp);

/// <summary>A variable of a run: declared by a container or given to a loop's body.</summary>
internal sealed class Variable(string id, string name, ElsaType type, object? value)
{
    private VariableDefinition? definition;

    public string Id { get; } = id;

    public string Name { get; } = name;

    public ElsaType Type { get; } = type;

    public object? Value { get; private set; } = value;

    /// <summary>The value after a wait: one that is not stored, or is null, is the default again, as in Elsa.</summary>
    public object? ValueAfterWait => definition is null || (definition.IsStored && Value is not null) ? Value : Default(definition, Type);

    /// <summary>A declared one with its default.</summary>
    public static Variable Of(VariableDefinition definition)
    {
        var type = ElsaType.Of(definition.TypeName, definition.IsArray);
        return new Variable(definition.Id, definition.Name, type, Default(definition, type)) { definition = definition };
    }

    /// <summary>A declared one as it was stored.</summary>
    public static Variable Stored(VariableDefinition definition, ElsaType type, object? value) =>
        new(definition.Id, definition.Name, type, value) { definition = definition };

    public void Set(object? next) => Value = ValueConverter.Convert(next, Type);

    public void Wake() => Value = ValueAfterWait;

    private static object? Default(VariableDefinition definition, ElsaType type) =>
        ValueConverter.Convert(ValueJson.FromNode(definition.Default), type) is var value && value is JsonNode node ? node.DeepClone() : value;
}

/// <summary>An output an activity gave in this burst.</summary>
internal sealed record ActivityOutput(string ActivityId, ActivityRun? Container, string Name, object? Value);

/// <summary>One entry of the journal.</summary>
internal sealed record JournalEntry(long Sequence, int Run, string EventName, DateTimeOffset Timestamp, string? Message);
