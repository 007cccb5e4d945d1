using Ledger.Calendar;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Deadlines;

/// <summary>Every ladder in force, by id, and the calendar they are climbed by.</summary>
public sealed class LadderShelf(IReadOnlyDictionary<Guid, Ladder> ladders, WorkingCalendar calendar)
{
    public WorkingCalendar Calendar { get; } = calendar;

    /// <summary>The ladder of that id; the default one stands there even when the office has never set it.</summary>
    public Ladder this[Guid id] => ladders.TryGetValue(id, out var ladder) ? ladder : Ladder.Default;

    /// <summary>The furthest day ahead any ladder looks.</summary>
    public DateOnly Reach(DateOnly today) => today.AddDays(ladders.Values.Append(Ladder.Default).Max(ladder => ladder.ReachBefore));

    /// <summary>Takes them from the database.</summary>
    public static async Task<LadderShelf> ReadAsync(LedgerDb db, CancellationToken cancellationToken)
    {
        var stored = await db.Ladders.AsNoTracking().ToDictionaryAsync(l => l.Id, l => l.AsLadder(), cancellationToken);
        return new LadderShelf(stored, await CalendarBook.ReadAsync(db, cancellationToken));
    }
}
