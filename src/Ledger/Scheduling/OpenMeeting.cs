using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Scheduling;

/// <summary>Opens the half month's scheduling meeting.</summary>
public static class OpenMeeting
{
    /// <summary>
    /// Opens the meeting of the half month <paramref name="today"/> lies in for every round with open issues, and returns those
    /// meetings, new or not. The unique key makes a repeat harmless.
    /// </summary>
    public static async Task<IReadOnlyList<SchedulingMeeting>> RunAsync(
        LedgerDb db, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var half = SchedulingMeeting.HalfMonthOf(today);
        var rounds = await db.Rounds.Where(r => db.Issues.Any(i => i.RoundId == r.Id && i.Status == IssueStatus.InProgress))
            .Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var round in rounds)
        {
            await OpenAsync(db, round, half, now, cancellationToken);
        }

        return await db.SchedulingMeetings.AsNoTracking().Where(m => m.HalfMonthFrom == half && rounds.Contains(m.RoundId))
            .ToListAsync(cancellationToken);
    }

    private static async Task OpenAsync(LedgerDb db, Guid round, DateOnly half, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var isNew = await db.Database.ExecuteSqlAsync(
            $"""
            insert into ledger.scheduling_meeting (id, round_id, half_month_from, opened_at)
            values ({Guid.CreateVersion7(now)}, {round}, {half}, {now}) on conflict (round_id, half_month_from) do nothing
            """,
            cancellationToken) == 1;
        if (isNew)
        {
            db.History.Add(new HistoryEntry { RoundId = round, At = now, ActorId = Actor.System.Id, ActorName = Actor.System.Name, What = new MeetingOpened(half) });
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}
