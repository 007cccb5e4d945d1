using System.Text.Json.Nodes;
using ElsaRuntime.Instances;
using Npgsql;

namespace ElsaRuntime;

/// <summary>
/// Runs workflow instances inside the caller's transaction: whatever an act changes is committed or rolled back with it.
/// One engine belongs to one DI scope and is not used by two threads at once.
/// </summary>
/// <remarks>
/// Locks: every instance an act touches is locked (<c>FOR UPDATE</c>) until the transaction ends, so two hosts never move
/// one instance at once. A refusal by a task handler rolls the transaction back to where the act began.
/// </remarks>
public interface IWorkflowEngine
{
    /// <summary>Starts an instance and runs it until it waits or ends.</summary>
    /// <returns>
    /// <see cref="WorkflowOutcome.Moved"/> (first entry: the new instance), <see cref="WorkflowOutcome.NotFound"/> (no such
    /// definition or version), <see cref="WorkflowOutcome.AlreadyDone"/> (the chosen instance id exists; nothing changed),
    /// <see cref="WorkflowOutcome.CannotStart"/> (activation strategy) or <see cref="WorkflowOutcome.Refused"/>.
    /// </returns>
    Task<WorkflowOutcome> StartAsync(NpgsqlTransaction transaction, StartWorkflow request, CancellationToken cancellationToken);

    /// <summary>Gives a waiting RunTask its result and moves the instance on.</summary>
    /// <returns>Moved, NotFound (no open task of that id: never there, completed or taken away), Refused or Conflict.</returns>
    Task<WorkflowOutcome> CompleteTaskAsync(NpgsqlTransaction transaction, string taskId, JsonNode? result, CancellationToken cancellationToken);

    /// <summary>
    /// Raises an event: resumes what waits for it, starts what begins with it, and keeps it for a later wait if it resumed
    /// nothing. Meant for few receivers; use the fan-out to reach very many.
    /// </summary>
    /// <returns>Moved (all instances resumed or started), NotFound (nobody yet; the event is kept), Refused or Conflict.</returns>
    Task<WorkflowOutcome> RaiseEventAsync(NpgsqlTransaction transaction, RaiseEvent request, CancellationToken cancellationToken);

    /// <summary>Cancels a running instance and its running children.</summary>
    /// <returns>Moved, NotFound or AlreadyDone (finished before).</returns>
    Task<WorkflowOutcome> CancelAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken);

    /// <summary>The instance as it stands, or null.</summary>
    Task<InstanceView?> FindAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken);

    /// <summary>Journal entries in order of sequence; empty for an unknown instance.</summary>
    Task<IReadOnlyList<JournalRecord>> ReadJournalAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken);

    /// <summary>Activity executions in order of their start; empty for an unknown instance.</summary>
    Task<IReadOnlyList<ActivityExecutionRecord>> ReadExecutionsAsync(NpgsqlTransaction transaction, string instanceId, CancellationToken cancellationToken);
}
