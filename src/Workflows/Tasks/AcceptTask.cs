using ElsaRuntime.Tasks;
using Ledger.Accepting;
using Ledger.Refusals;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tasks;

/// <summary>The lead unit signs for the assignment (签收). The rhythms do not wait for it: who does not sign is supervised all the same.</summary>
public sealed class AcceptTask(LedgerSession session, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.AcceptIssue;

    /// <inheritdoc />
    public ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken) => new(new TaskAnswer.Wait());

    /// <inheritdoc />
    public async ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(completion.Transaction);
        if (await db.OfInstanceAsync(completion.InstanceId, session.Actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound.Answer();
        }

        var decision = AcceptIssue.Decide(issue, session.Actor);
        if (decision.IsRefused)
        {
            return decision.Refusal.Answer();
        }

        var now = clock.GetUtcNow();
        AcceptIssue.Apply(issue, session.Actor, now);
        db.Note(issue, decision.Value, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
