using ElsaRuntime.Instances;

namespace ElsaRuntime;

/// <summary>What an act of the engine came to. Expected failures are values; exceptions are for the unexpected.</summary>
public abstract record WorkflowOutcome
{
    private WorkflowOutcome()
    {
    }

    /// <summary>Instances moved; the first is the one the act was about.</summary>
    public sealed record Moved(IReadOnlyList<InstanceMove> Instances) : WorkflowOutcome
    {
        public InstanceMove First => Instances[0];

        /// <summary>
        /// A started instance as it first came to rest, if it moved on within the same act (a kept event, a handler that was done
        /// at once); else null. Elsa answers a start with this state, because there such things happen later.
        /// </summary>
        public InstanceView? FirstRest { get; init; }
    }

    /// <summary>The definition, task or instance does not exist, or nobody waits for the event.</summary>
    public sealed record NotFound : WorkflowOutcome;

    /// <summary>It was done before; nothing changed.</summary>
    public sealed record AlreadyDone(string InstanceId) : WorkflowOutcome;

    /// <summary>The definition's activation strategy holds the start back.</summary>
    public sealed record CannotStart(string Strategy) : WorkflowOutcome;

    /// <summary>A task handler refused; the transaction stands where it stood before the act.</summary>
    /// <param name="Code">Resource key of the refusal.</param>
    /// <param name="Detail">Arguments or an explanation for logs; not a text for people.</param>
    public sealed record Refused(string Code, string? Detail) : WorkflowOutcome;

    /// <summary>Another transaction holds or has moved the instance; try again in a new transaction.</summary>
    public sealed record Conflict(string InstanceId) : WorkflowOutcome;
}

/// <summary>One instance that moved, as it stands afterwards.</summary>
/// <param name="Status">Running or Finished.</param>
/// <param name="SubStatus">Executing, Suspended, Finished, Cancelled or Faulted.</param>
/// <param name="Started">Whether this act created it.</param>
public sealed record InstanceMove(string InstanceId, string DefinitionId, string? CorrelationId, string Status, string SubStatus, bool Started)
{
    /// <summary>Ids of the tasks it waits for, oldest first.</summary>
    public IReadOnlyList<string> Tasks { get; init; } = [];
}
