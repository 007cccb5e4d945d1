using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ElsaRuntime;
using Ledger.Refusals;
using Npgsql;
using Workflows.Tasks;

namespace Workflows.LifeCycle;

/// <summary>Moves an issue's workflow instance along, and turns the engine's answers into the ledger's refusals.</summary>
public sealed class LifeCycleStep(IWorkflowEngine engine)
{
    /// <summary>Starts the life cycle under the id the issue carries.</summary>
    public async Task<Refusal?> StartAsync(
        NpgsqlTransaction transaction, string instanceId, Guid issueId, int number, CancellationToken cancellationToken) =>
        Read(await engine.StartAsync(
            transaction,
            new StartWorkflow
            {
                DefinitionId = LifeCycleNames.DefinitionId,
                InstanceId = instanceId,
                CorrelationId = issueId.ToString("n"),
                Name = string.Create(CultureInfo.InvariantCulture, $"问题 {number}"),
                Input = new JsonObject { ["IssueId"] = issueId.ToString("n"), ["Number"] = number },
            },
            cancellationToken));

    /// <summary>Whether the instance waits for a result of the task named <paramref name="task"/>.</summary>
    public async Task<bool> IsOpenAsync(NpgsqlTransaction transaction, string instanceId, string task, CancellationToken cancellationToken) =>
        (await engine.FindAsync(transaction, instanceId, cancellationToken))?.Bookmarks.Any(b => b.TaskName == task) == true;

    /// <summary>Gives the instance's open task named <paramref name="task"/> its result.</summary>
    public async Task<Refusal?> CompleteAsync<T>(
        NpgsqlTransaction transaction, string instanceId, string task, T result, CancellationToken cancellationToken)
    {
        var instance = await engine.FindAsync(transaction, instanceId, cancellationToken);
        var taskId = instance?.Bookmarks.FirstOrDefault(b => string.Equals(b.TaskName, task, StringComparison.Ordinal))?.TaskId;
        return taskId is null ? LifeCycleRefusals.StepNotOpen : await CompleteTaskAsync(transaction, taskId, result, cancellationToken);
    }

    /// <summary>Gives the task <paramref name="taskId"/> its result: this very one, and not another of its name.</summary>
    public async Task<Refusal?> CompleteTaskAsync<T>(NpgsqlTransaction transaction, string taskId, T result, CancellationToken cancellationToken) =>
        Read(await engine.CompleteTaskAsync(transaction, taskId, JsonSerializer.SerializeToNode(result, TaskResult.Json), cancellationToken));

    /// <summary>Raises an event to this one instance. It is kept for a while if the instance does not wait for it yet.</summary>
    public async Task<Refusal?> RaiseAsync(
        NpgsqlTransaction transaction, string instanceId, string eventName, JsonObject input, CancellationToken cancellationToken) =>
        await engine.RaiseEventAsync(transaction, new RaiseEvent(eventName, input, InstanceId: instanceId), cancellationToken) switch
        {
            WorkflowOutcome.NotFound => LifeCycleRefusals.StepNotOpen,
            var outcome => Read(outcome),
        };

    private static Refusal? Read(WorkflowOutcome outcome) => outcome switch
    {
        WorkflowOutcome.Moved { First.SubStatus: "Faulted" } => LifeCycleRefusals.WorkflowFaulted,
        WorkflowOutcome.Moved => null,
        WorkflowOutcome.Refused refused => HandlerRefusal.Restore(refused.Code, refused.Detail),
        WorkflowOutcome.Conflict conflict => throw new LostRaceException(conflict.InstanceId), // the act is begun again
        WorkflowOutcome.AlreadyDone => LifeCycleRefusals.SomebodyElseWasFaster,
        _ => LifeCycleRefusals.StepNotOpen,
    };
}
