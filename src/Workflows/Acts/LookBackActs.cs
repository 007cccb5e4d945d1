using System.Text.Json.Nodes;
using Ledger.History;
using Ledger.LookingBack;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Workflows.LifeCycle;

namespace Workflows.Acts;

/// <summary>Looking back at signed-off issues (回头看).</summary>
public sealed class LookBackActs(OfficeTransaction office, LifeCycleStep lifeCycle, TimeProvider clock)
{
    /// <summary>The office begins a look-back before its day; the clock begins it on its day.</summary>
    public Task<Refusal?> BeginAsync(Actor actor, Guid issueId, CancellationToken cancellationToken) => office.RunAsync(actor, async (transaction, db) =>
    {
        if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
        {
            return Refusals.IssueNotFound;
        }

        var begun = LookBackOn.Begin(issue, actor);
        if (begun.IsRefused)
        {
            return begun.Refusal;
        }

        db.Note(issue, begun.Value, actor, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return await lifeCycle.RaiseAsync(
            transaction, issue.WorkflowInstanceId, LifeCycleNames.LookBackDue, new JsonObject { ["cycle"] = issue.Cycle }, cancellationToken);
    }, cancellationToken);

    /// <summary>The office closes the look-back: closed for good, or rebound.</summary>
    public Task<Refusal?> CloseAsync(Actor actor, Guid issueId, LookBackFindings findings, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var successor = await SuccessorAsync(db, findings, cancellationToken);
            var decision = LookBackOn.Decide(issue, findings, actor, Ledger.Deadlines.Shanghai.DayOf(clock.GetUtcNow()), successor);
            return decision.IsRefused ? decision.Refusal
                : await lifeCycle.CompleteAsync(transaction, issue.WorkflowInstanceId, LifeCycleNames.LookBack, findings, cancellationToken);
        }, cancellationToken);

    /// <summary>The leader of the city named as successor, while he is on the roster.</summary>
    internal static async Task<Person?> SuccessorAsync(LedgerDb db, LookBackFindings findings, CancellationToken cancellationToken) =>
        findings.SuccessorId is { } id
            ? await db.People.SingleOrDefaultAsync(p => p.Id == id && p.LeftOn == null && p.UnitId == null, cancellationToken)
            : null;
}
