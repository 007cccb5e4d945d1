using System.Text.Json.Nodes;
using Ledger.Accepting;
using Ledger.Assigning;
using Ledger.Completing;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.OwnSteps;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Receipts;
using Npgsql;
using Workflows.LifeCycle;
using Workflows.Mails;
using Workflows.Tasks;

namespace Workflows.Acts;

/// <summary>
/// What people do to an issue. Every act is one transaction; null means done, a refusal means nothing has changed.
/// Assignment and verdict are handed to the workflow, whose step writes them (<c>Tasks/</c>), so that page, designer and
/// REST API take the same way.
/// </summary>
public sealed class IssueActs(OfficeTransaction office, LifeCycleStep lifeCycle, SignOffDesk desk, ReceiptDesk receipts, TimeProvider clock)
{
    /// <summary>The office gives the issue to leaders and units, with a deadline for every measure (交办).</summary>
    public Task<Refusal?> AssignAsync(Actor actor, Guid issueId, Assignment assignment, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
            await db.ForActAsync(issueId, actor, cancellationToken) is { } issue
                ? await lifeCycle.CompleteAsync(transaction, issue.WorkflowInstanceId, LifeCycleNames.AssignIssue, assignment, cancellationToken)
                : Refusals.IssueNotFound, cancellationToken);

    /// <summary>The lead unit signs for the issue (签收).</summary>
    public Task<Refusal?> AcceptAsync(Actor actor, Guid issueId, CancellationToken cancellationToken) => office.RunAsync(actor, async (transaction, db) =>
    {
        if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound;
        }

        var decision = AcceptIssue.Decide(issue, actor);
        return decision.IsRefused ? decision.Refusal : await SignForAsync(transaction, db, issue, actor, cancellationToken);
    }, cancellationToken);

    /// <summary>
    /// Whoever is asked at the open step of a sign-off agrees or returns (核查、销号、退回). With <paramref name="stepId"/> he means
    /// the step he was looking at: if somebody was faster there, he is told who.
    /// </summary>
    public Task<Refusal?> DecideSignOffAsync(
        Actor actor, Guid issueId, Verdict verdict, CancellationToken cancellationToken, Guid? stepId = null) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var step = stepId is null ? DecideSignOff.OpenStep(issue) : issue.SignOffRounds.SelectMany(r => r.Steps).FirstOrDefault(s => s.Id == stepId);
            var recorded = await desk.RecordIfStaysOpenAsync(db, issue, step, verdict, cancellationToken);
            return recorded.IsRefused ? recorded.Refusal
                : recorded.Value ? null
                : await lifeCycle.CompleteAsync(transaction, issue.WorkflowInstanceId, step!.TaskName, verdict, cancellationToken);
        }, cancellationToken);

    /// <summary>Whoever is asked decides at a step the office has drawn itself, outside a sign-off.</summary>
    public Task<Refusal?> DecideOwnStepAsync(Actor actor, Guid issueId, Guid stepId, Verdict verdict, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            // The task's handler asks the rule too; asked here, who comes late is told who was faster.
            var step = issue.OwnSteps.Find(s => s.Id == stepId);
            var parties = await SignOffParties.ReadAsync(db, issue, actor, clock.Today(), cancellationToken);
            var decision = DecideOwnStep.Decide(issue, step, verdict, actor, parties);
            return decision.IsRefused ? decision.Refusal : await lifeCycle.CompleteTaskAsync(transaction, step!.TaskId, verdict, cancellationToken);
        }, cancellationToken);

    /// <summary>The lead unit marks a measure done (办结).</summary>
    public Task<Refusal?> CompleteMeasureAsync(Actor actor, Guid issueId, int ordinal, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var decision = CompleteMeasure.Decide(issue, ordinal, actor, clock.Today());
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            if (await AcceptByActingAsync(transaction, db, issue, actor, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            CompleteMeasure.Apply(issue, decision.Value);
            db.Note(issue, decision.Value, actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The lead unit requests sign-off (销号申请); the workflow moves on to the first who is asked.</summary>
    public Task<Refusal?> RequestSignOffAsync(Actor actor, Guid issueId, string statement, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var parties = await SignOffParties.ReadAsync(db, issue, actor, clock.Today(), cancellationToken);
            var decision = RequestSignOff.Decide(issue, statement, actor, parties.Settings);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            if (await AcceptByActingAsync(transaction, db, issue, actor, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            var now = clock.GetUtcNow();
            RequestSignOff.Apply(issue, decision.Value, actor, now);
            db.Note(issue, decision.Value, actor, now);
            await db.SaveChangesAsync(cancellationToken);
            return await lifeCycle.RaiseAsync(
                transaction, issue.WorkflowInstanceId, LifeCycleNames.SignOffRequested,
                new JsonObject { ["round"] = decision.Value.Round }, cancellationToken);
        }, cancellationToken);

    /// <summary>The lead unit takes its request back (撤回) before the last word is spoken.</summary>
    public Task<Refusal?> WithdrawSignOffAsync(Actor actor, Guid issueId, string? reason, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var decision = WithdrawSignOff.Decide(issue, reason, actor);
            return decision.IsRefused ? decision.Refusal
                : DecideSignOff.OpenStep(issue) is not { } step ? LifeCycleRefusals.StepNotOpen
                : await lifeCycle.CompleteAsync(
                    transaction, issue.WorkflowInstanceId, step.TaskName, new Verdict(false, decision.Value.Reason, Withdrawn: true), cancellationToken);
        }, cancellationToken);

    /// <summary>A lead unit that acts on an issue has received it: what is still to be signed for is signed for with the act.</summary>
    private async Task<Refusal?> AcceptByActingAsync(
        NpgsqlTransaction transaction, LedgerDb db, Issue issue, Actor actor, CancellationToken cancellationToken)
    {
        if (issue.AcceptedAt is not null || AcceptIssue.Decide(issue, actor).IsRefused)
        {
            return null;
        }

        var refusal = await SignForAsync(transaction, db, issue, actor, cancellationToken);

        // A version from before there was anything to sign for has no such step.
        return refusal == LifeCycleRefusals.StepNotOpen ? null : refusal;
    }

    /// <summary>Signs for the issue; a link the one who acts was sent for it is used up with it.</summary>
    private async Task<Refusal?> SignForAsync(
        NpgsqlTransaction transaction, LedgerDb db, Issue issue, Actor actor, CancellationToken cancellationToken)
    {
        var refusal = await lifeCycle.CompleteAsync(
            transaction, issue.WorkflowInstanceId, LifeCycleNames.AcceptIssue, new { accepted = true }, cancellationToken);
        if (refusal is null && await db.People.Where(p => p.Id == actor.PersonId).Select(p => p.Email).SingleOrDefaultAsync(cancellationToken) is { } address)
        {
            await receipts.SignInHouseAsync(transaction, AssignmentReceipts.SubjectOf(issue), address, actor.Name, cancellationToken);
        }

        return refusal;
    }
}
