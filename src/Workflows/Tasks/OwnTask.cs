using ElsaRuntime.Tasks;
using Ledger.History;
using Ledger.Refusals;
using Ledger.SigningOff;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>
/// A step the office has drawn into the life cycle under a name of its own. While a request is pending it is a step of the
/// request, recorded in its round; elsewhere it is noted on the issue. The office decides on it either way.
/// </summary>
public sealed class OwnTask(SignOffDesk desk, LedgerSession session, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => ITaskHandler.AnyOther;

    /// <inheritdoc />
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        if (request.DefinitionId == LifeCycleNames.DefinitionId)
        {
            // Without a request there is nothing to open in the ledger: the task itself waits.
            await desk.OpenAsync(request.Transaction, request.InstanceId, SignOffStepKind.Extra, request.TaskName, cancellationToken);
        }

        return new TaskAnswer.Wait();
    }

    /// <inheritdoc />
    public async ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken)
    {
        if (completion.DefinitionId != LifeCycleNames.DefinitionId)
        {
            return null;
        }

        if (TaskResult.Read<Verdict>(completion.Result) is not { } verdict)
        {
            return TaskResult.Unreadable;
        }

        var db = await session.InAsync(completion.Transaction);
        if (await db.OfInstanceAsync(completion.InstanceId, session.Actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound.Answer();
        }

        var step = DecideSignOff.Pending(issue)?.Steps.FirstOrDefault(s => s.TaskName == completion.TaskName && s.Outcome == StepOutcome.Open);
        if (step is not null)
        {
            return (await desk.CloseAsync(completion.Transaction, issue, step, verdict, completion.Definition, cancellationToken))?.Answer();
        }

        if (verdict.Withdrawn)
        {
            return Refusals.NothingToDecide.Answer();
        }

        if (session.Actor.Role != Role.Office)
        {
            return Refusals.OnlyTheOffice.Answer();
        }

        if (!verdict.Approved && string.IsNullOrWhiteSpace(verdict.Reason))
        {
            return Refusals.ReturnNeedsAReason.Answer();
        }

        db.Note(issue, new OwnStepDecided(completion.TaskName, verdict.Approved, verdict.Reason?.Trim()), session.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
