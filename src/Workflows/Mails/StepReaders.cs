using Ledger.Issues;
using Ledger.Reading;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Mails;

/// <summary>Who hears that a step waits: those it asks, and whoever signs for one of them today; the office where nobody is asked.</summary>
internal static class StepReaders
{
    public static async Task<IReadOnlyList<Person>> OfAsync(
        LedgerDb db, Issue issue, SignOffRound round, SignOffStep step, SignOffParties parties, DateOnly today, CancellationToken cancellationToken)
    {
        var asked = Capacity.StillAsked(issue, round, step.Kind, parties).ToHashSet();
        if (asked.Count == 0)
        {
            // Its own steps, and an approval for which the leading group has nobody left: the office sees to it.
            return await db.OfOffice().ToListAsync(cancellationToken);
        }

        if (step.Kind == SignOffStepKind.Approve)
        {
            asked = await FirstRankAsync(db, issue, asked, cancellationToken);
        }

        return await WithDelegatesAsync(db, asked, today, cancellationToken);
    }

    /// <summary>The people <paramref name="persons"/> and those who sign for them on <paramref name="today"/>, except who has left.</summary>
    public static Task<List<Person>> WithDelegatesAsync(LedgerDb db, IReadOnlySet<Guid> persons, DateOnly today, CancellationToken cancellationToken) =>
        db.People.Where(p => p.LeftOn == null).Where(p => persons.Contains(p.Id) || db.Delegations.Any(d =>
                d.DelegateId == p.Id && persons.Contains(d.PrincipalId) && d.EndedAt == null && d.From <= today && today <= d.Until))
            .OrderBy(p => p.Email).ToListAsync(cancellationToken);

    /// <summary>
    /// Anybody of the leading group's head and deputies may approve, but not all of them are written to: its head and first deputy
    /// are, where the roster knows them, else the deputy heads.
    /// </summary>
    public static async Task<HashSet<Guid>> FirstRankAsync(LedgerDb db, Issue issue, HashSet<Guid> group, CancellationToken cancellationToken)
    {
        var first = await db.Set<LeadingGroupMember>()
            .Where(m => m.RoundId == issue.RoundId && m.PersonId != null && group.Contains(m.PersonId.Value))
            .Where(m => m.Role == LeadingGroupRole.Head || m.Role == LeadingGroupRole.FirstDeputy)
            .Select(m => m.PersonId!.Value).ToHashSetAsync(cancellationToken);
        return first.Count > 0 ? first : group;
    }
}
