using ElsaRuntime;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Workflows.Acts;

/// <summary>
/// Loads an issue to act on: locked first, so that of two people acting at once the second sees what the first has done. The
/// order is the engine's (decision 2): the workflow instance, then the issue.
/// </summary>
internal static class LoadedIssue
{
    /// <summary>The issue with everything a rule looks at, if <paramref name="actor"/> may see it.</summary>
    public static async Task<Issue?> ForActAsync(this LedgerDb db, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        var instance = await db.Issues.Where(i => i.Id == id).Select(i => i.WorkflowInstanceId).SingleOrDefaultAsync(cancellationToken);
        if (instance is null)
        {
            return null;
        }

        await HeldInstance.TakeAsync((NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction(), instance, cancellationToken);
        return await db.LockedAsync(id, actor, cancellationToken);
    }

    /// <summary>The issue whose life cycle runs as <paramref name="instanceId"/>, loaded as for an act; the engine holds the instance.</summary>
    public static async Task<Issue?> OfInstanceAsync(this LedgerDb db, string instanceId, Actor actor, CancellationToken cancellationToken)
    {
        var id = await db.Issues.Where(i => i.WorkflowInstanceId == instanceId).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(cancellationToken);
        return id is { } known ? await db.LockedAsync(known, actor, cancellationToken) : null;
    }

    /// <summary>Appends what happened to the issue's history; saved with the change.</summary>
    public static void Note(this LedgerDb db, Issue issue, HistoryEvent what, Actor actor, DateTimeOffset now) =>
        db.History.Add(new HistoryEntry
        {
            RoundId = issue.RoundId,
            IssueId = issue.Id,
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            What = what,
        });

    private static async Task<Issue?> LockedAsync(this LedgerDb db, Guid id, Actor actor, CancellationToken cancellationToken)
    {
        // Not FOR UPDATE: rows that only point at the issue (a history entry of the weekly run) need not wait for the act.
        await db.Database.ExecuteSqlAsync($"select 1 from ledger.issue where id = {id} for no key update", cancellationToken);
        return await db.Issues.VisibleTo(actor)
            .Include(i => i.LeadUnit!.Head)
            .Include(i => i.LeadUnit!.Liaisons)
            .Include(i => i.LeadLeaders.OrderBy(l => l.Ordinal)).ThenInclude(l => l.Person)
            .Include(i => i.ResponsibleUnits).ThenInclude(u => u.Liaisons)
            .Include(i => i.Measures.OrderBy(m => m.Ordinal))
            .Include(i => i.SignOffRounds.OrderBy(s => s.Number)).ThenInclude(s => s.Steps.OrderBy(t => t.Ordinal)).ThenInclude(t => t.Decisions)
            .Include(i => i.SignOffRounds.OrderBy(s => s.Number)).ThenInclude(s => s.SiteChecks)
            .Include(i => i.Evidence)
            .Include(i => i.Extensions)
            .Include(i => i.LookBacks)
            .Include(i => i.OwnSteps)
            .SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
    }
}
