using Ledger.Deadlines;
using Ledger.History;
using Ledger.Reading;
using Ledger.Scheduling;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Host.Feeds;

/// <summary>The meetings that concern somebody: all for the office and leaders, those about its issues for a unit.</summary>
internal static class MeetingDates
{
    private const int DaysBack = 30;

    public static async Task<IReadOnlyList<SchedulingMeeting>> OfAsync(LedgerDb db, Actor actor, DateOnly today, CancellationToken cancellationToken)
    {
        var from = Shanghai.At(today.AddDays(-DaysBack), TimeOnly.MinValue);
        var meetings = db.SchedulingMeetings.AsNoTracking().Where(m => m.MeetsAt >= from);
        if (actor.Role == Role.Liaison)
        {
            var own = db.Issues.VisibleTo(actor).Select(i => i.Id);
            meetings = meetings.Where(m => m.Agenda.Any(e => own.Contains(e.IssueId)));
        }

        return await meetings.OrderBy(m => m.MeetsAt).ToListAsync(cancellationToken);
    }
}
