using System.Text.Json.Nodes;
using ElsaRuntime.Tasks;
using Ledger.Refusals;
using Ledger.SigningOff;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>One step of a sign-off that the ledger knows by name: the step waits for whoever is asked and takes his word by the ledger's rule.</summary>
public abstract class SignOffTask(string taskName, SignOffStepKind kind, SignOffDesk desk, LedgerSession session) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => taskName;

    /// <summary>Opens only for a request the ledger knows: an event raised past the ledger moves nothing.</summary>
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        var step = await desk.OpenAsync(request.Transaction, request.InstanceId, kind, taskName, cancellationToken);
        return step.IsRefused ? step.Refusal.Answer()
            : step.Value.Outcome == StepOutcome.Open ? new TaskAnswer.Wait()
            : new TaskAnswer.Completed(new JsonObject { ["approved"] = true, ["skipped"] = step.Value.Note.ToString() });
    }

    /// <inheritdoc />
    public async ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken)
    {
        if (TaskResult.Read<Verdict>(completion.Result) is not { } verdict)
        {
            return TaskResult.Unreadable;
        }

        var db = await session.InAsync(completion.Transaction);
        if (await db.OfInstanceAsync(completion.InstanceId, session.Actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound.Answer();
        }

        var step = DecideSignOff.Pending(issue)?.Steps.FirstOrDefault(s => s.TaskName == taskName && s.Outcome == StepOutcome.Open);
        var refusal = await desk.CloseAsync(completion.Transaction, issue, step, verdict, completion.Definition, cancellationToken);
        return refusal?.Answer();
    }
}

/// <summary>The head of the lead unit signs the request.</summary>
public sealed class EndorseTask(SignOffDesk desk, LedgerSession session)
    : SignOffTask(LifeCycleNames.EndorseSignOff, SignOffStepKind.Endorse, desk, session);

/// <summary>The lead leaders agree.</summary>
public sealed class AgreeTask(SignOffDesk desk, LedgerSession session)
    : SignOffTask(LifeCycleNames.AgreeSignOff, SignOffStepKind.Agree, desk, session);

/// <summary>The office verifies, at the desk and on site.</summary>
public sealed class VerifyTask(SignOffDesk desk, LedgerSession session)
    : SignOffTask(LifeCycleNames.VerifySignOff, SignOffStepKind.Verify, desk, session);

/// <summary>The leading group approves: the issue is signed off.</summary>
public sealed class ApproveTask(SignOffDesk desk, LedgerSession session)
    : SignOffTask(LifeCycleNames.ApproveSignOff, SignOffStepKind.Approve, desk, session);
