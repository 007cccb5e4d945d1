using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using static Ledger.Refusals.Refusals;

namespace Ledger.Delegating;

/// <summary>Somebody an actor may speak for today.</summary>
public sealed record Principal(Guid PersonId, string Name);

/// <summary>The rule of delegation: heads of units within their unit, leaders among leaders, for named days.</summary>
public static class DelegateSigning
{
    /// <summary>Longer than this is no absence but a change of the roster.</summary>
    public const int LongestDays = 92;

    /// <summary>Whether <paramref name="actor"/>, who is <paramref name="principal"/>, may let <paramref name="delegated"/> sign for him.</summary>
    /// <param name="isHead">Whether the principal heads a unit.</param>
    public static Outcome<Delegation> Decide(
        Actor actor, Person? principal, bool isHead, Person? delegated, DateOnly from, DateOnly until, DateOnly today, DateTimeOffset now)
    {
        if (principal is null || actor.PersonId != principal.Id || !(isHead || actor.Role == Role.Leader))
        {
            return OnlyHeadsAndLeadersDelegate;
        }

        if (delegated is null || delegated.Id == principal.Id || delegated.UnitId != principal.UnitId)
        {
            return DelegateUnsuitable;
        }

        if (from < today || until < from || until.DayNumber - from.DayNumber >= LongestDays)
        {
            return DelegationDaysWrong(LongestDays);
        }

        return new Delegation
        {
            Id = Guid.CreateVersion7(now),
            PrincipalId = principal.Id,
            DelegateId = delegated.Id,
            From = from,
            Until = until,
            MadeAt = now,
        };
    }

    /// <summary>For whom <paramref name="actor"/> may sign on <paramref name="today"/>.</summary>
    public static async Task<IReadOnlyList<Principal>> PrincipalsAsync(LedgerDb db, Actor actor, DateOnly today, CancellationToken cancellationToken) =>
        actor.PersonId is not { } person
            ? []
            : await db.Delegations.Where(d => d.DelegateId == person && d.EndedAt == null && d.From <= today && today <= d.Until)
                .OrderBy(d => d.MadeAt)
                .Select(d => new Principal(d.PrincipalId, d.Principal!.Name))
                .Distinct().ToListAsync(cancellationToken);
}
