using System.Text.Json.Nodes;
using ElsaRuntime.Flow;
using ElsaRuntime.Model;

namespace ElsaRuntime.State;

internal enum RunStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}

/// <summary>One run of one activity within an instance (Elsa: activity execution context).</summary>
internal sealed class ActivityRun(int number, ActivityNode node, ActivityRun? parent)
{
    private RunStatus status;

    /// <summary>Counts the runs of an instance; part of the run's public id.</summary>
    public int Number { get; } = number;

    public ActivityNode Node { get; } = node;

    public ActivityRun? Parent { get; } = parent;

    public List<ActivityRun> Children { get; } = [];

    /// <summary>Number of the run that scheduled this one, and its activity's id.</summary>
    public int? SchedulingRun { get; init; }

    public string? SchedulingActivityId { get; init; }

    public int Depth { get; init; }

    /// <summary>Reached by a connection that leads back: such a run does not count as a visit.</summary>
    public bool IsByBackConnection { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; set; }

    public int FaultCount { get; set; }

    /// <summary>Which of several equal children completed last (ParallelForEach).</summary>
    public int? Tag { get; set; }

    /// <summary>What the activity remembers between its children, by Elsa's names.</summary>
    public JsonObject Properties { get; set; } = [];

    /// <summary>Visit counts of a flowchart.</summary>
    public FlowScope? Scope { get; set; }

    /// <summary>Tokens of a flowchart in token mode.</summary>
    public List<FlowToken>? Tokens { get; set; }

    public List<Variable> Variables { get; } = [];

    /// <summary>Evaluated inputs by name.</summary>
    public OrderedDictionary<string, object?> Inputs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The burst the evaluated inputs are of, by <see cref="WorkflowInstance.Bursts"/>; 0 for none since it was read.</summary>
    public int EvaluatedIn { get; set; }

    public static readonly IReadOnlyDictionary<string, object?> NoArguments = new Dictionary<string, object?>();

    /// <summary>What an expression is given besides, while it is evaluated; scripts read it as <c>getX()</c> and <c>args.x</c>.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; set; } = NoArguments;

    public Dictionary<string, object?> Outputs { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string>? Outcomes { get; set; }

    public string? FaultMessage { get; set; }

    /// <summary>Whether the run's row of the journal is out of date.</summary>
    public bool IsDirty { get; set; } = true;

    /// <summary>Whether the run waits somewhere, as of the last time its row was written.</summary>
    public bool HasBookmarks { get; set; }

    public RunStatus Status
    {
        get => status;
        set
        {
            status = value;
            IsDirty = true;
        }
    }

    public bool IsCompleted => status is RunStatus.Completed or RunStatus.Canceled;

    public IEnumerable<ActivityRun> Ancestors()
    {
        for (var run = Parent; run is not null; run = run.Parent)
        {
            yield return run;
        }
    }

    public int CountOf(string property) => Properties[property] is JsonValue value && value.TryGetValue<int>(out var count) ? count : 0;

    public bool IsBreaking
    {
        get => Properties.ContainsKey(nameof(IsBreaking));
        set => Properties[nameof(IsBreaking)] = value;
    }
}
