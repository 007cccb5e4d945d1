using System.Text.Json.Nodes;
using ElsaRuntime.Model;
using Npgsql;

namespace ElsaRuntime.Tasks;

/// <summary>
/// Does the work a RunTask of one name asks for. Handlers come from the engine's DI scope and are called inside the
/// caller's transaction while the instance is locked; they must write through <see cref="TaskRequest.Transaction"/> only
/// and must not call the engine.
/// </summary>
public interface ITaskHandler
{
    /// <summary>The <see cref="TaskName"/> of the one handler that is asked of tasks no other handler is named for.</summary>
    const string AnyOther = "*";

    /// <summary>The task name, compared exactly.</summary>
    string TaskName { get; }

    ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Somebody hands in the result of a task that waits, whatever way he came (a page, the REST API): the handler writes
    /// what the result means, or refuses it, which undoes the whole act. Null lets the workflow go on.
    /// </summary>
    ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken) => default;

    /// <summary>
    /// A task that was to wait waits no more, and nobody has handed in a result: its instance was cancelled or has ended, or the
    /// workflow went another way. What the handler wrote when it was asked can be ended in the same transaction.
    /// </summary>
    ValueTask DroppedAsync(TaskDropped dropped, CancellationToken cancellationToken) => default;
}

/// <summary>A task that is taken away without a result.</summary>
public sealed record TaskDropped(string InstanceId, string DefinitionId, string TaskId, string TaskName, NpgsqlTransaction Transaction);

/// <summary>A result on its way into a waiting task.</summary>
/// <param name="Result">As handed in; null when none was.</param>
/// <param name="Definition">The definition the instance runs on now.</param>
public sealed record TaskCompletion(
    string InstanceId,
    string DefinitionId,
    string? CorrelationId,
    string TaskId,
    string TaskName,
    JsonNode? Result,
    WorkflowDefinition Definition,
    NpgsqlTransaction Transaction);

/// <summary>What a RunTask asks.</summary>
/// <param name="TaskId">Unique for every round; completes the task later when the answer is to wait.</param>
/// <param name="Payload">Evaluated payload, or null.</param>
public sealed record TaskRequest(
    string InstanceId,
    string DefinitionId,
    string? CorrelationId,
    string TaskId,
    string TaskName,
    JsonNode? Payload,
    NpgsqlTransaction Transaction);

/// <summary>A handler's answer.</summary>
public abstract record TaskAnswer
{
    private TaskAnswer()
    {
    }

    /// <summary>The task stays open until it is completed by its id.</summary>
    public sealed record Wait : TaskAnswer;

    /// <summary>The task is done; the workflow goes on at once.</summary>
    public sealed record Completed(JsonNode? Result) : TaskAnswer;

    /// <summary>The whole act is undone: the transaction goes back to the savepoint taken before the first handler ran.</summary>
    public sealed record Refused(string Code, string? Detail = null) : TaskAnswer;
}
