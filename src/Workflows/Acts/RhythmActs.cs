using Ledger.History;
using Ledger.Refusals;
using Ledger.Rounds;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Acts;

/// <summary>The office sets how a round supervises, meets and writes letters.</summary>
public sealed class RhythmActs(OfficeTransaction office, TimeProvider clock)
{
    /// <summary>Writes it into the round's settings and its history.</summary>
    public Task<Refusal?> SetAsync(Actor actor, Guid roundId, Rhythm rhythm, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (_, db) =>
        {
            var set = SetRhythm.Decide(rhythm, actor);
            if (set.IsRefused)
            {
                return set.Refusal;
            }

            await db.Database.ExecuteSqlAsync($"select 1 from ledger.inspection_round where id = {roundId} for no key update", cancellationToken);
            var round = await db.Rounds.SingleAsync(r => r.Id == roundId, cancellationToken);
            round.Settings = round.Settings with { Weekly = set.Value.Weekly, Scheduling = set.Value.Scheduling, Letters = set.Value.Letters };
            db.History.Add(new HistoryEntry
            {
                RoundId = roundId,
                At = clock.GetUtcNow(),
                ActorId = actor.Id,
                ActorName = actor.Name,
                What = new RhythmSet(set.Value.Weekly, set.Value.Scheduling, set.Value.Letters),
            });
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);
}
