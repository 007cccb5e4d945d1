using Ledger.History;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>For whoever the scheduling meeting gave something to do; for the office besides, what was given to somebody who has left.</summary>
public sealed class DecisionsOwned : IWorkSource
{
    public const string Kind = "decision-owned";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        var (person, isOffice) = (actor.PersonId, actor.Role == Role.Office);
        if (person is null && !isOffice)
        {
            return [];
        }

        var rows = await (
            from decision in db.MeetingDecisions.AsNoTracking()
            where decision.DoneAt == null && decision.DueOn <= until
                && (decision.OwnerId == person || (isOffice && db.People.Any(p => p.Id == decision.OwnerId && p.LeftOn != null)))
            select new
            {
                decision.MeetingId,
                decision.Ordinal,
                decision.Text,
                decision.DueOn,
                decision.IssueId,
                Number = db.Issues.Where(i => i.Id == decision.IssueId).Select(i => (int?)i.Number).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new WorkItem(Kind, r.DueOn, r.Text, r.MeetingId, r.IssueId, r.Number, r.Ordinal));
    }
}
