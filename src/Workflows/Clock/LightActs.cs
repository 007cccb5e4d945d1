using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Workflows.Clock;

/// <summary>Sets a round's lights, with a history entry.</summary>
public sealed class LightActs(OfficeTransaction office, TimeProvider clock)
{
    /// <summary>Saves the thresholds; pages show them at once.</summary>
    public Task<Refusal?> SaveAsync(Actor actor, Guid roundId, LightSettings lights, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (_, db) =>
        {
            if (actor.Role != Role.Office)
            {
                return Refusals.OnlyTheOffice;
            }

            if (!lights.AreInReach)
            {
                return LadderRefusals.LightsOutOfReach(LightSettings.LongestDays);
            }

            // The settings are one document: whoever saves another area of it at this moment is waited for.
            await db.Database.ExecuteSqlAsync($"select 1 from ledger.inspection_round where id = {roundId} for update", cancellationToken);
            if (await db.Rounds.SingleOrDefaultAsync(r => r.Id == roundId, cancellationToken) is not { } round)
            {
                return LadderRefusals.RoundUnknown;
            }

            var before = round.Settings.Lights;
            round.Settings = round.Settings with { Lights = lights };
            db.History.Add(new HistoryEntry
            {
                RoundId = roundId,
                At = clock.GetUtcNow(),
                ActorId = actor.Id,
                ActorName = actor.Name,
                What = new LightsChanged(before, lights),
            });
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);
}
