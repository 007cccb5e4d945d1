using Ledger.History;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Calendar;

/// <summary>Writes to the calendar. Whatever changes it settles the open deadlines anew, in the same transaction and with a history entry each.</summary>
public static class KeepCalendar
{
    /// <summary>Puts <paramref name="table"/> in the place of the year's table, if there was one.</summary>
    public static async Task LoadAsync(
        LedgerDb db, CalendarTable table, string source, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        DateOnly[] dates = [.. table.Days.Select(day => day.Date)];
        await db.CalendarDays.Where(d => d.Year == table.Year || dates.Contains(d.Day)).ExecuteDeleteAsync(cancellationToken);
        await db.CalendarYears.Where(y => y.Year == table.Year).ExecuteDeleteAsync(cancellationToken);
        var year = new CalendarYear { Year = table.Year, Source = source, LoadedAt = now, LoadedByName = actor.Name };
        year.Days.AddRange(table.Days.Select(d => new CalendarDay { Day = d.Date, Year = table.Year, Name = d.Name, IsOff = d.IsOff }));
        db.CalendarYears.Add(year);
        await NoteAsync(db, new CalendarLoaded(table.Year, source, table.DaysOff, table.MakeUpDays), actor, now, cancellationToken);
        Forget(db, year);
        await SettleAsync(db, new DateOnly(table.Year - 1, 12, 1), new DateOnly(table.Year + 1, 1, 31), actor, now, cancellationToken);
    }

    /// <summary>Sets or changes an override day that <see cref="OverrideDay"/> has allowed.</summary>
    public static async Task SetOverrideAsync(
        LedgerDb db, DayOverridden day, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await db.CalendarOverrides.FindAsync([day.Day], cancellationToken);
        if (row is null)
        {
            db.CalendarOverrides.Add(new CalendarOverride { Day = day.Day, Name = day.Name, IsOff = day.IsOff, SetAt = now, SetByName = actor.Name });
        }
        else
        {
            (row.Name, row.IsOff, row.SetAt, row.SetByName) = (day.Name, day.IsOff, now, actor.Name);
        }

        await NoteAsync(db, day, actor, now, cancellationToken);
        await SettleAroundAsync(db, day.Day, actor, now, cancellationToken);
    }

    /// <summary>Takes an override day back; false when it was not there.</summary>
    public static async Task<bool> RemoveOverrideAsync(
        LedgerDb db, DateOnly day, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.CalendarOverrides.FindAsync([day], cancellationToken) is not { } row)
        {
            return false;
        }

        db.CalendarOverrides.Remove(row);
        await NoteAsync(db, new DayOverrideRemoved(day), actor, now, cancellationToken);
        await SettleAroundAsync(db, day, actor, now, cancellationToken);
        return true;
    }

    // Rows are replaced by statements the context does not follow, so it must not remember the old ones.
    private static void Forget(LedgerDb db, CalendarYear year)
    {
        foreach (var row in year.Days.Cast<object>().Append(year).ToList())
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }

    // The longest run of days off is a festival with its weekends; a deadline further back cannot have run to this day.
    private static Task<int> SettleAroundAsync(LedgerDb db, DateOnly day, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        SettleAsync(db, day.AddDays(-60), day, actor, now, cancellationToken);

    private static async Task NoteAsync(LedgerDb db, HistoryEvent what, Actor actor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rounds = await db.Rounds.Select(r => r.Id).ToListAsync(cancellationToken);
        db.History.AddRange(rounds.Select(round => new HistoryEntry { RoundId = round, At = now, ActorId = actor.Id, ActorName = actor.Name, What = what }));
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Lets the trigger judge the open deadlines between two days again, and notes on the issue each that moved or became
    /// sure. One statement whatever the number: a year's table may touch every issue of the ledger.
    /// </summary>
    private static Task<int> SettleAsync(
        LedgerDb db, DateOnly from, DateOnly until, Actor actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with before as (
                select m.id, m.due_on, m.due_provisional, i.round_id
                from ledger.measure m join ledger.issue i on i.id = m.issue_id
                where m.status = 'Open' and m.deadline between {from} and {until}
                order by m.id for update of m
            ), after as (
                update ledger.measure m set deadline = m.deadline from before b where b.id = m.id
                returning m.issue_id, m.ordinal, m.deadline, m.due_on, m.due_provisional,
                    b.due_on as was, b.due_provisional as was_provisional, b.round_id
            )
            insert into ledger.history_entry (round_id, issue_id, at, actor_id, actor_name, what)
            select round_id, issue_id, {now}, {actor.Id}, {actor.Name}, jsonb_build_object(
                'kind', 'deadline-settled', 'ordinal', ordinal, 'deadline', deadline, 'was', was, 'dueOn', due_on, 'provisional', due_provisional)
            from after where due_on <> was or due_provisional <> was_provisional
            order by issue_id, ordinal
            """,
            cancellationToken);
}
