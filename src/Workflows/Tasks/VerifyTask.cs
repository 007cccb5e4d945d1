using ElsaRuntime.Tasks;
using Ledger.Refusals;
using Ledger.SigningOff;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Tasks;

/// <summary>The office verifies a sign-off request: signs off, or returns it with the reason.</summary>
public sealed class VerifyTask(LedgerSession session, Outbox outbox, SignOffMails mails, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.VerifySignOff;

    /// <summary>Opens only for a request the ledger knows: an event raised past the ledger moves nothing.</summary>
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(request.Transaction);
        var issue = await db.OfInstanceAsync(request.InstanceId, session.Actor, cancellationToken);
        if (issue is null || DecideSignOff.Pending(issue) is not { } round)
        {
            return Refusals.NothingToDecide.Answer();
        }

        await outbox.EnqueueAsync(request.Transaction, await mails.AskedAsync(db, issue, round, cancellationToken), cancellationToken);
        return new TaskAnswer.Wait();
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

        var decision = DecideSignOff.Decide(issue, verdict, session.Actor);
        if (decision.IsRefused)
        {
            return decision.Refusal.Answer();
        }

        var now = clock.GetUtcNow();
        var round = DecideSignOff.Pending(issue)!;
        DecideSignOff.Apply(issue, verdict, session.Actor, now);
        db.Note(issue, decision.Value, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
        await outbox.EnqueueAsync(completion.Transaction, [.. mails.Decided(issue, round)], cancellationToken);
        return null;
    }
}
