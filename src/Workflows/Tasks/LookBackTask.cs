using ElsaRuntime.Tasks;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.LookingBack;
using Ledger.Refusals;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Tasks;

/// <summary>The office looks back at a signed-off issue: closed for good, or a new numbered rectification begins.</summary>
public sealed class LookBackTask(LedgerSession session, Outbox outbox, LookBackMails mails, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.LookBack;

    /// <summary>Opens only for a look-back the ledger has planned.</summary>
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(request.Transaction);
        var issue = await db.OfInstanceAsync(request.InstanceId, session.Actor, cancellationToken);
        if (issue is null || LookBackOn.Pending(issue) is not { OpenedAt: null } pending)
        {
            return Refusals.NoLookBackPlanned.Answer();
        }

        pending.OpenedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellationToken);
        await outbox.EnqueueAsync(request.Transaction, await mails.DueAsync(db, issue, pending, cancellationToken), cancellationToken);
        return new TaskAnswer.Wait();
    }

    /// <inheritdoc />
    public async ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken)
    {
        if (TaskResult.Read<LookBackFindings>(completion.Result) is not { } findings)
        {
            return TaskResult.Unreadable;
        }

        var db = await session.InAsync(completion.Transaction);
        if (await db.OfInstanceAsync(completion.InstanceId, session.Actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound.Answer();
        }

        var successor = await LookBackActs.SuccessorAsync(db, findings, cancellationToken);
        var decision = LookBackOn.Decide(issue, findings, session.Actor, clock.Today(), successor);
        if (decision.IsRefused)
        {
            return decision.Refusal.Answer();
        }

        var now = clock.GetUtcNow();
        var known = issue.Measures.ToHashSet();
        foreach (var (from, to) in findings.Held ? [] : LookBackOn.Replace(issue, successor))
        {
            db.Remove(from);
            db.Note(issue, new LeadLeaderReplaced(from.Person!.Name, to.Person!.Name), session.Actor, now);
        }

        LookBackOn.Apply(issue, findings, session.Actor, now);
        db.AddRange(issue.Measures.Where(m => !known.Contains(m)));
        db.Note(issue, decision.Value, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
        if (!findings.Held)
        {
            await outbox.EnqueueAsync(completion.Transaction, [.. mails.Rebound(issue, findings)], cancellationToken);
        }

        return null;
    }
}
