using ElsaRuntime.Tasks;
using Ledger.Assigning;
using Ledger.Deadlines;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Tasks;

/// <summary>The office assigns an issue: the step waits for the assignment, and takes it by the ledger's rule.</summary>
public sealed class AssignTask(LedgerSession session, Outbox outbox, AssignedMails mails, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => LifeCycleNames.AssignIssue;

    /// <inheritdoc />
    public ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken) => new(new TaskAnswer.Wait());

    /// <inheritdoc />
    public async ValueTask<TaskAnswer.Refused?> CompletingAsync(TaskCompletion completion, CancellationToken cancellationToken)
    {
        if (TaskResult.Read<Assignment>(completion.Result) is not { } assignment)
        {
            return TaskResult.Unreadable;
        }

        var db = await session.InAsync(completion.Transaction);
        if (await db.OfInstanceAsync(completion.InstanceId, session.Actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound.Answer();
        }

        var roster = await RosterAsync(db, assignment, cancellationToken);
        var decision = AssignIssue.Decide(issue, assignment, roster, session.Actor);
        if (decision.IsRefused)
        {
            return decision.Refusal.Answer();
        }

        var now = clock.GetUtcNow();
        AssignIssue.Apply(issue, assignment, roster, now);
        db.Note(issue, decision.Value, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
        var toSign = completion.Definition.HasTask(LifeCycleNames.AcceptIssue);
        await outbox.EnqueueAsync(completion.Transaction, [.. mails.For(issue, roster, clock.Today(), toSign)], cancellationToken);
        return null;
    }

    private static async Task<RosterExcerpt> RosterAsync(LedgerDb db, Assignment assignment, CancellationToken cancellationToken)
    {
        Guid[] unitIds = [assignment.LeadUnitId, .. assignment.ResponsibleUnitIds];
        var units = await db.Units.Include(u => u.Head).Include(u => u.Liaisons)
            .Where(u => u.RemovedOn == null && unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var people = await db.People.Where(p => p.LeftOn == null && assignment.LeadLeaderIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        return new RosterExcerpt(units, people);
    }
}
