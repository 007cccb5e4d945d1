using System.Text.Json.Nodes;
using Ledger.Assigning;
using Ledger.Completing;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.SigningOff;
using Workflows.LifeCycle;

namespace Workflows.Acts;

/// <summary>
/// What people do to an issue. Every act is one transaction; null means done, a refusal means nothing has changed.
/// Assignment and verdict are handed to the workflow, whose step writes them (<c>Tasks/</c>), so that page, designer and
/// REST API take the same way.
/// </summary>
public sealed class IssueActs(OfficeTransaction office, LifeCycleStep lifeCycle, TimeProvider clock)
{
    /// <summary>The office gives the issue to leaders and units, with a deadline for every measure (交办).</summary>
    public Task<Refusal?> AssignAsync(Actor actor, Guid issueId, Assignment assignment, CancellationToken cancellationToken) =>
        HandInAsync(actor, issueId, LifeCycleNames.AssignIssue, assignment, cancellationToken);

    /// <summary>The office signs off or returns (核查、销号、退回).</summary>
    public Task<Refusal?> DecideSignOffAsync(Actor actor, Guid issueId, Verdict verdict, CancellationToken cancellationToken) =>
        HandInAsync(actor, issueId, LifeCycleNames.VerifySignOff, verdict, cancellationToken);

    /// <summary>The lead unit marks a measure done (办结).</summary>
    public Task<Refusal?> CompleteMeasureAsync(Actor actor, Guid issueId, int ordinal, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (_, db) =>
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

            CompleteMeasure.Apply(issue, decision.Value);
            db.Note(issue, decision.Value, actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The lead unit requests sign-off (销号申请); the workflow moves on to verification.</summary>
    public Task<Refusal?> RequestSignOffAsync(Actor actor, Guid issueId, string statement, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var decision = RequestSignOff.Decide(issue, statement, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            var now = clock.GetUtcNow();
            RequestSignOff.Apply(issue, decision.Value, actor, now);
            db.Note(issue, decision.Value, actor, now);
            await db.SaveChangesAsync(cancellationToken);
            return await lifeCycle.RaiseAsync(
                transaction, issue.WorkflowInstanceId, LifeCycleNames.SignOffRequested,
                new JsonObject { ["round"] = decision.Value.Round }, cancellationToken);
        }, cancellationToken);

    private Task<Refusal?> HandInAsync<T>(Actor actor, Guid issueId, string task, T result, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
            await db.ForActAsync(issueId, actor, cancellationToken) is { } issue
                ? await lifeCycle.CompleteAsync(transaction, issue.WorkflowInstanceId, task, result, cancellationToken)
                : Refusals.IssueNotFound, cancellationToken);
}
