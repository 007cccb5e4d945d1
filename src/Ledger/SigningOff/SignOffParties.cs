using Ledger.Delegating;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.SigningOff;

/// <summary>What the rules of signing off look at beside the issue: the round's settings, who approves, and for whom the actor may speak.</summary>
/// <param name="Group">Persons who approve for the leading group: its head, first deputy and deputy heads.</param>
public sealed record SignOffParties(SignOffSettings Settings, IReadOnlySet<Guid> Group, IReadOnlyList<Principal> Principals)
{
    /// <summary>Reads them for <paramref name="issue"/> and <paramref name="actor"/>.</summary>
    public static async Task<SignOffParties> ReadAsync(LedgerDb db, Issue issue, Actor actor, DateOnly today, CancellationToken cancellationToken)
    {
        var settings = await db.Rounds.Where(r => r.Id == issue.RoundId).Select(r => r.Settings).SingleAsync(cancellationToken);
        var group = await db.Set<LeadingGroupMember>()
            .Where(m => m.RoundId == issue.RoundId && m.Role != LeadingGroupRole.Member && m.PersonId != null)
            .Select(m => m.PersonId!.Value).ToHashSetAsync(cancellationToken);
        return new SignOffParties(settings.SignOff, group, await DelegateSigning.PrincipalsAsync(db, actor, today, cancellationToken));
    }

    /// <summary>Reads them for many rounds at once, where a list is judged and not one issue: the same queries, however many rounds.</summary>
    public static async Task<IReadOnlyDictionary<Guid, SignOffParties>> ReadAllAsync(
        LedgerDb db, IReadOnlyCollection<Guid> rounds, IReadOnlyList<Principal> principals, CancellationToken cancellationToken)
    {
        var settings = await db.Rounds.AsNoTracking().Where(r => rounds.Contains(r.Id)).Select(r => new { r.Id, r.Settings }).ToListAsync(cancellationToken);
        var groups = (await db.Set<LeadingGroupMember>().AsNoTracking()
            .Where(m => rounds.Contains(m.RoundId) && m.Role != LeadingGroupRole.Member && m.PersonId != null)
            .Select(m => new { m.RoundId, PersonId = m.PersonId!.Value }).ToListAsync(cancellationToken)).ToLookup(m => m.RoundId, m => m.PersonId);
        return settings.ToDictionary(r => r.Id, r => new SignOffParties(r.Settings.SignOff, groups[r.Id].ToHashSet(), principals));
    }
}
