using ElsaRuntime.Tasks;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.OwnSteps;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Workflows.Acts;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Workflows.Tasks;

/// <summary>
/// A step the office has drawn into the life cycle under a name of its own. While a request is pending it is a step of the
/// request, recorded in its round, and the office decides on it; elsewhere it is a step of the issue, and whoever the drawing
/// names decides.
/// </summary>
public sealed class OwnTask(SignOffDesk desk, LedgerSession session, Outbox outbox, OwnStepMails mails, TimeProvider clock) : ITaskHandler
{
    /// <inheritdoc />
    public string TaskName => ITaskHandler.AnyOther;

    /// <inheritdoc />
    public async ValueTask<TaskAnswer> HandleAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        if (request.DefinitionId == LifeCycleNames.DefinitionId
            && (await desk.OpenAsync(request.Transaction, request.InstanceId, SignOffStepKind.Extra, request.TaskName, cancellationToken)).IsRefused)
        {
            await OpenAsync(request, cancellationToken);
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
        var refusal = issue.OwnSteps.Find(s => s.TaskId == completion.TaskId) is { } own
            ? await CloseAsync(db, issue, own, verdict, cancellationToken)
            : await desk.CloseAsync(completion.Transaction, issue, step, verdict, completion.Definition, cancellationToken);
        return refusal?.Answer();
    }

    /// <inheritdoc />
    public async ValueTask DroppedAsync(TaskDropped dropped, CancellationToken cancellationToken)
    {
        if (dropped.DefinitionId != LifeCycleNames.DefinitionId)
        {
            return;
        }

        var db = await session.InAsync(dropped.Transaction);
        if (await db.OwnSteps.SingleOrDefaultAsync(s => s.TaskId == dropped.TaskId && s.Outcome == OwnStepOutcome.Open, cancellationToken) is { } step)
        {
            (step.Outcome, step.ClosedAt) = (OwnStepOutcome.Dropped, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private async Task OpenAsync(TaskRequest request, CancellationToken cancellationToken)
    {
        var db = await session.InAsync(request.Transaction);

        // Whoever brought the workflow here need not be one who may see the issue.
        if (await db.OfInstanceAsync(request.InstanceId, Actor.System, cancellationToken) is not { } issue)
        {
            return;
        }

        var today = clock.Today();
        var order = OwnStepOrder.Read(request.Payload, today, await CalendarBook.ReadAsync(db, cancellationToken));
        var now = clock.GetUtcNow();
        var step = new OwnStep
        {
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            TaskId = request.TaskId,
            TaskName = request.TaskName,
            Party = order.Party,
            DueOn = order.DueOn,
            OpenedAt = now,
        };
        db.Add(step);
        await db.SaveChangesAsync(cancellationToken);
        var parties = await SignOffParties.ReadAsync(db, issue, Actor.System, today, cancellationToken);
        await outbox.EnqueueAsync(request.Transaction, await mails.AskedAsync(db, issue, step, parties, today, cancellationToken), cancellationToken);
    }

    private async Task<Refusal?> CloseAsync(LedgerDb db, Issue issue, OwnStep step, Verdict verdict, CancellationToken cancellationToken)
    {
        var parties = await SignOffParties.ReadAsync(db, issue, session.Actor, clock.Today(), cancellationToken);
        var decision = DecideOwnStep.Decide(issue, step, verdict, session.Actor, parties);
        if (decision.IsRefused)
        {
            return decision.Refusal;
        }

        var now = clock.GetUtcNow();
        DecideOwnStep.Apply(step, decision.Value, session.Actor, now);
        db.Note(issue, decision.Value, session.Actor, now);
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
