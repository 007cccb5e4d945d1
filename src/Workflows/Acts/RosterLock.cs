using Ledger.History;
using Ledger.Storage;
using Ledger.Units.History;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Acts;

/// <summary>One change of the roster at a time, and its line in the roster's history.</summary>
public static class RosterLock
{
    /// <summary>Waits for whoever changes the roster now; let go when the transaction ends.</summary>
    public static Task TakeAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('ledger.roster', 0))", cancellationToken);

    /// <summary>Appends what happened; saved with the change. A change that changes nothing leaves no line.</summary>
    public static void Note(this LedgerDb db, RosterEvent what, Actor actor, DateTimeOffset now, Guid? unit = null, Guid? person = null)
    {
        if (what is UnitChanged { From: var unitBefore, To: var unitAfter } && unitBefore == unitAfter
            || what is PersonChanged { From: var before, To: var after } && before == after)
        {
            return;
        }

        db.RosterHistory.Add(new RosterEntry
        {
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            UnitId = unit,
            PersonId = person,
            What = what,
        });
    }
}
