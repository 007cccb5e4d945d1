using Ledger.Delegating;
using Ledger.History;
using Ledger.Issues;
using Ledger.OwnSteps;
using Ledger.Reading;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>
/// Open steps the office has drawn itself, outside a sign-off, for those who are asked there. Few are open at a time, so that the
/// rule is asked of each and the list never offers what it refuses.
/// </summary>
public sealed class OwnStepsToDecide : IWorkSource
{
    public const string Kind = "own-step";

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        var issues = await db.Issues.AsNoTracking().VisibleTo(actor)
            .Where(i => i.OwnSteps.Any(s => s.Outcome == OwnStepOutcome.Open && (s.DueOn == null || s.DueOn <= until)))
            .Include(i => i.LeadUnit).Include(i => i.LeadLeaders).Include(i => i.OwnSteps.Where(s => s.Outcome == OwnStepOutcome.Open))
            .AsSplitQuery().ToListAsync(cancellationToken);
        if (issues.Count == 0)
        {
            return [];
        }

        var principals = await DelegateSigning.PrincipalsAsync(db, actor, today, cancellationToken);
        var parties = await SignOffParties.ReadAllAsync(db, issues.Select(i => i.RoundId).ToHashSet(), principals, cancellationToken);
        return [.. issues.SelectMany(issue => issue.OwnSteps
            .Where(s => (s.DueOn is null || s.DueOn <= until) && !DecideOwnStep.MayDecide(issue, s, actor, parties[issue.RoundId]).IsRefused)
            .Select(s => new WorkItem(Kind, s.DueOn, $"{s.TaskName}：{IssueTitle.Of(issue.Heading, issue.Text)}", s.Id, issue.Id, issue.Number)))];
    }
}
