using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Workflows.Clock;

/// <summary>What is asked for one issue; all empty takes the exception back.</summary>
/// <param name="Listeners">People who hear every step besides those the ladder names.</param>
public sealed record ExceptionRequest(DateOnly? SilentUntil, Guid? LadderId, IReadOnlyList<Guid> Listeners, string? Reason)
{
    public bool IsEmpty => SilentUntil is null && LadderId is null && Listeners.Count == 0;
}

/// <summary>What the office does to the ladder: each act one transaction, with its history entry.</summary>
public sealed class LadderActs(OfficeTransaction office, TimeProvider clock)
{
    private const int LongestSilence = 180;

    /// <summary>Saves a ladder's steps. Without <paramref name="id"/> a new one is made.</summary>
    public Task<Refusal?> SaveAsync(
        Actor actor, Guid? id, string? name, Guid? roundId, IReadOnlyList<LadderStep> steps, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (_, db) =>
        {
            if (actor.Role != Role.Office)
            {
                return Refusals.OnlyTheOffice;
            }

            if (string.IsNullOrWhiteSpace(name))
            {
                return LadderRefusals.NameMissing;
            }

            if (LadderRules.Refuse(steps) is { } refusal)
            {
                return refusal;
            }

            return await WriteAsync(db, id, name.Trim(), roundId, steps, actor, cancellationToken);
        }, cancellationToken);

    /// <summary>Makes an exception for an issue, or takes it back.</summary>
    public Task<Refusal?> ExceptAsync(Actor actor, Guid issueId, ExceptionRequest request, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (_, db) =>
        {
            if (await db.ForActAsync(issueId, actor, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            if (actor.Role != Role.Office)
            {
                return Refusals.OnlyTheOffice;
            }

            var ladder = request.LadderId is { } wanted ? await db.Ladders.SingleOrDefaultAsync(l => l.Id == wanted, cancellationToken) : null;
            var people = await db.People.Where(p => request.Listeners.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken);
            if (Refuse(request, ladder, people.Count) is { } refusal)
            {
                return refusal;
            }

            await StoreAsync(db, issue, request, actor, cancellationToken);
            db.Note(issue, new LadderExceptionSet(request.SilentUntil, ladder?.Name, [.. people.Select(p => p.Name)], request.IsEmpty ? null : request.Reason?.Trim()), actor, clock.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);

    private Refusal? Refuse(ExceptionRequest request, StoredLadder? ladder, int people)
    {
        if (!request.IsEmpty && string.IsNullOrWhiteSpace(request.Reason))
        {
            return LadderRefusals.ReasonMissing;
        }

        if (request.SilentUntil > clock.Today().AddDays(LongestSilence))
        {
            return LadderRefusals.SilenceTooLong(LongestSilence);
        }

        if (request.LadderId is not null && ladder is null)
        {
            return LadderRefusals.LadderUnknown;
        }

        return people == request.Listeners.Distinct().Count() ? null : LadderRefusals.RecipientUnknown;
    }

    private async Task StoreAsync(LedgerDb db, Issue issue, ExceptionRequest request, Actor actor, CancellationToken cancellationToken)
    {
        await db.LadderListeners.Where(l => l.IssueId == issue.Id).ExecuteDeleteAsync(cancellationToken);
        await db.LadderExceptions.Where(e => e.IssueId == issue.Id).ExecuteDeleteAsync(cancellationToken);
        if (request.IsEmpty)
        {
            return;
        }

        db.LadderExceptions.Add(new LadderException
        {
            IssueId = issue.Id,
            SilentUntil = request.SilentUntil,
            LadderId = request.LadderId,
            Reason = request.Reason!.Trim(),
            SetAt = clock.GetUtcNow(),
            SetByName = actor.Name,
        });
        db.LadderListeners.AddRange(request.Listeners.Distinct().Select(person => new LadderListener { IssueId = issue.Id, PersonId = person }));
    }

    private async Task<Refusal?> WriteAsync(
        LedgerDb db, Guid? id, string name, Guid? roundId, IReadOnlyList<LadderStep> steps, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var stored = id is { } known ? await db.Ladders.SingleOrDefaultAsync(l => l.Id == known, cancellationToken) : null;
        if (stored is null && id is not null && id != Ladder.DefaultId)
        {
            return LadderRefusals.LadderUnknown;
        }

        if (await db.Ladders.AnyAsync(l => l.Id != id && (l.Name == name || (roundId != null && l.RoundId == roundId)), cancellationToken))
        {
            return LadderRefusals.NameTaken;
        }

        if (stored is null)
        {
            db.Ladders.Add(new StoredLadder { Id = id ?? Guid.CreateVersion7(now), Name = name, RoundId = roundId, Steps = steps, ChangedAt = now, ChangedByName = actor.Name });
        }
        else
        {
            (stored.Name, stored.Steps, stored.ChangedAt, stored.ChangedByName) = (name, steps, now, actor.Name);
        }

        var rounds = await db.Rounds.Where(r => roundId == null || r.Id == roundId).Select(r => r.Id).ToListAsync(cancellationToken);
        db.History.AddRange(rounds.Select(round => new HistoryEntry { RoundId = round, At = now, ActorId = actor.Id, ActorName = actor.Name, What = new LadderChanged(name, steps) }));
        await db.SaveChangesAsync(cancellationToken);
        return null;
    }
}
