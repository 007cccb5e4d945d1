using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>In what capacity somebody decides at a step: for himself, or for the one he was given the word of.</summary>
/// <param name="PersonId">Whose word it is, where the roster knows him.</param>
/// <param name="ForName">Name of the one he acts for; null for himself.</param>
public sealed record Capacity(Guid? PersonId, string? ForName)
{
    /// <summary>The capacity in which <paramref name="actor"/> may decide at <paramref name="step"/>, or why he may not.</summary>
    public static Outcome<Capacity> Of(Issue issue, SignOffRound round, SignOffStep step, Actor actor, SignOffParties parties)
    {
        if (round.AppliedBy == actor.Id || (actor.PersonId is { } own && own == round.AppliedByPersonId))
        {
            return NobodyDecidesOnHisOwnRequest;
        }

        if (step.Kind is SignOffStepKind.Verify or SignOffStepKind.Extra)
        {
            return actor.Role != Role.Office ? OnlyTheOffice
                : HasSpoken(round, actor.Id, actor.PersonId) ? AlreadySpokenInThisRound
                : new Capacity(actor.PersonId, null);
        }

        var asked = Asked(issue, step.Kind, parties);
        var capacities = Among(asked, actor, parties).ToList();
        if (capacities.Count == 0)
        {
            return Only(step.Kind);
        }

        var free = capacities.FirstOrDefault(c => c.PersonId != round.AppliedByPersonId && !HasSpoken(round, actor.Id, c.PersonId));
        return free is not null ? free
            : capacities.All(c => c.PersonId == round.AppliedByPersonId) ? NobodyDecidesOnHisOwnRequest
            : AlreadySpokenInThisRound;
    }

    /// <summary>The persons a step of <paramref name="kind"/> asks; the office's steps ask its accounts, not persons.</summary>
    public static IReadOnlySet<Guid> Asked(Issue issue, SignOffStepKind kind, SignOffParties parties) => kind switch
    {
        SignOffStepKind.Endorse => issue.LeadUnit?.HeadId is { } head ? new HashSet<Guid> { head } : [],
        SignOffStepKind.Agree => issue.LeadLeaders.Select(l => l.PersonId).ToHashSet(),
        SignOffStepKind.Approve => parties.Group,
        _ => new HashSet<Guid>(),
    };

    /// <summary>Those of the step's persons who are still to be heard: who applied or has spoken in this round is not asked again.</summary>
    public static IEnumerable<Guid> StillAsked(Issue issue, SignOffRound round, SignOffStepKind kind, SignOffParties parties) =>
        Asked(issue, kind, parties).Where(person => person != round.AppliedByPersonId && !HasSpoken(round, null, person));

    /// <summary>The capacities in which <paramref name="actor"/> speaks for one of <paramref name="asked"/>, his own first.</summary>
    internal static IEnumerable<Capacity> Among(IReadOnlySet<Guid> asked, Actor actor, SignOffParties parties) =>
        Persons(actor, parties).Where(c => asked.Contains(c.PersonId!.Value));

    private static bool HasSpoken(SignOffRound round, string? actorId, Guid? person) =>
        round.Steps.SelectMany(s => s.Decisions).Any(d => d.ActorId == actorId || (person is not null && d.ForPersonId == person));

    private static IEnumerable<Capacity> Persons(Actor actor, SignOffParties parties)
    {
        if (actor.PersonId is { } own)
        {
            yield return new Capacity(own, null);
        }

        foreach (var principal in parties.Principals)
        {
            yield return new Capacity(principal.PersonId, principal.Name);
        }
    }

    /// <summary>The refusal of who is not asked at a step of <paramref name="kind"/>.</summary>
    internal static Refusal Only(SignOffStepKind kind) => kind switch
    {
        SignOffStepKind.Endorse => OnlyTheHeadOfTheUnit,
        SignOffStepKind.Agree => OnlyTheLeadLeaders,
        _ => OnlyTheLeadingGroup,
    };
}
