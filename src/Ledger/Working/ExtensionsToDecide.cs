using Ledger.Delegating;
using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>Requests for a later deadline, for those whose word they wait for: the office first, then the leaders or who signs for them.</summary>
public sealed class ExtensionsToDecide : IWorkSource
{
    public const string Kind = "extension-to-decide";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        var principals = await DelegateSigning.PrincipalsAsync(db, actor, today, cancellationToken);
        var issues = await Waiting(db, actor, Personally.Of(actor, principals))
            .Include(i => i.LeadUnit).Include(i => i.LeadLeaders).Include(i => i.Measures)
            .Include(i => i.Extensions.Where(e => e.Outcome == ExtensionOutcome.AtTheOffice || e.Outcome == ExtensionOutcome.AtTheLeaders))
            .AsSplitQuery().ToListAsync(cancellationToken);
        if (issues.Count == 0)
        {
            return [];
        }

        var parties = await SignOffParties.ReadAllAsync(db, issues.Select(i => i.RoundId).ToHashSet(), principals, cancellationToken);
        return [.. issues.SelectMany(issue => issue.Extensions
            .Where(e => !ExtendDeadline.Decide(issue, e, granted: true, null, actor, parties[issue.RoundId]).IsRefused)
            .Select(e => ItemOf(issue, e)))];
    }

    private static WorkItem ItemOf(Issue issue, ExtensionRequest request)
    {
        var measure = issue.Measures.Single(m => m.Id == request.MeasureId);
        return new WorkItem(Kind, null, measure.Text, request.Id, issue.Id, issue.Number, measure.Ordinal);
    }

    private static IQueryable<Issue> Waiting(LedgerDb db, Actor actor, Guid[] persons)
    {
        var isOffice = actor.Role == Role.Office;
        return db.Issues.AsNoTracking().VisibleTo(actor).Where(i =>
            (isOffice && i.Extensions.Any(e => e.Outcome == ExtensionOutcome.AtTheOffice))
            || (i.Extensions.Any(e => e.Outcome == ExtensionOutcome.AtTheLeaders)
                && (i.LeadLeaders.Any(l => persons.Contains(l.PersonId)) || db.Set<LeadingGroupMember>().Any(m =>
                    m.RoundId == i.RoundId && m.Role != LeadingGroupRole.Member && persons.Contains(m.PersonId!.Value)))));
    }
}
