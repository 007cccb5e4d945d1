using Ledger.Delegating;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Working;

/// <summary>
/// Open steps of a sign-off, for exactly those who may decide at them, delegates included. The database narrows to what could be
/// the reader's; whether it is, the rule itself says, so that the list never offers what the rule refuses.
/// </summary>
public sealed class StepsToDecide : IWorkSource
{
    private static readonly Dictionary<SignOffStepKind, string> Kinds = new()
    {
        [SignOffStepKind.Endorse] = "sign-off-to-endorse",
        [SignOffStepKind.Agree] = "sign-off-to-agree",
        [SignOffStepKind.Verify] = "sign-off-to-verify",
        [SignOffStepKind.Approve] = "sign-off-to-approve",
        [SignOffStepKind.Extra] = "sign-off-own-step",
    };

    /// <inheritdoc />
    public async Task<IReadOnlyList<WorkItem>> ReadAsync(LedgerDb db, Actor actor, DateOnly today, DateOnly until, CancellationToken cancellationToken)
    {
        var principals = await DelegateSigning.PrincipalsAsync(db, actor, today, cancellationToken);
        var issues = await Waiting(db, actor, Personally.Of(actor, principals))
            .Include(i => i.LeadUnit).Include(i => i.LeadLeaders)
            .Include(i => i.SignOffRounds.Where(r => r.Outcome == SignOffOutcome.Pending)).ThenInclude(r => r.Steps).ThenInclude(s => s.Decisions)
            .AsSplitQuery().ToListAsync(cancellationToken);
        if (issues.Count == 0)
        {
            return [];
        }

        var parties = await SignOffParties.ReadAllAsync(db, issues.Select(i => i.RoundId).ToHashSet(), principals, cancellationToken);
        return [.. issues.Select(i => ItemOf(i, actor, parties[i.RoundId])).OfType<WorkItem>()];
    }

    private static WorkItem? ItemOf(Issue issue, Actor actor, SignOffParties parties)
    {
        // Between two queries somebody else may have decided: then there is nothing left to do.
        if (DecideSignOff.Pending(issue) is not { } round || DecideSignOff.OpenStep(issue) is not { } step
            || Capacity.Of(issue, round, step, actor, parties).IsRefused)
        {
            return null;
        }

        var title = IssueTitle.Of(issue.Heading, issue.Text);
        return new WorkItem(
            Kinds[step.Kind], null, step.Kind == SignOffStepKind.Extra ? $"{step.TaskName}：{title}" : title, step.Id, issue.Id, issue.Number);
    }

    private static IQueryable<Issue> Waiting(LedgerDb db, Actor actor, Guid[] persons)
    {
        var isOffice = actor.Role == Role.Office;
        return db.Issues.AsNoTracking().VisibleTo(actor).Where(i => i.Status == IssueStatus.Verifying && i.SignOffRounds.Any(r =>
            r.Outcome == SignOffOutcome.Pending && r.Steps.Any(s => s.Outcome == StepOutcome.Open && (
                (isOffice && (s.Kind == SignOffStepKind.Verify || s.Kind == SignOffStepKind.Extra))
                || (s.Kind == SignOffStepKind.Endorse && persons.Contains(i.LeadUnit!.HeadId!.Value))
                || (s.Kind == SignOffStepKind.Agree && i.LeadLeaders.Any(l => persons.Contains(l.PersonId)))
                || (s.Kind == SignOffStepKind.Approve && db.Set<LeadingGroupMember>().Any(m =>
                    m.RoundId == i.RoundId && m.Role != LeadingGroupRole.Member && persons.Contains(m.PersonId!.Value)))))));
    }
}
