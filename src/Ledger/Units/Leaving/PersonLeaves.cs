using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Leaving;

/// <summary>Everything that hangs on a person and must hang on somebody else once he has left.</summary>
/// <param name="HeadOf">Units he heads, with how many open issues each leads.</param>
/// <param name="LiaisonOf">Units he is liaison of, with their liaisons and how many open issues each leads.</param>
/// <param name="Led">Open issues he is a lead leader of, with all their leaders.</param>
/// <param name="Seats">His seats in leading groups of rounds that still have open issues.</param>
public sealed record Ties(
    IReadOnlyList<(Unit Unit, int OpenIssues)> HeadOf,
    IReadOnlyList<(Unit Unit, int OpenIssues)> LiaisonOf,
    IReadOnlyList<Issue> Led,
    IReadOnlyList<LeadingGroupMember> Seats);

/// <summary>
/// The rule for somebody leaving the roster (调离、退休): what he holds passes to a successor, what he did keeps his name, and he can
/// sign in no more.
/// </summary>
public static class PersonLeaves
{
    /// <param name="successor">Who takes over; null where nothing needs taking over.</param>
    public static Outcome<PersonLeft> Decide(Person leaver, Person? successor, Ties ties, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (leaver.LeftOn is not null)
        {
            return HasLeft(leaver.Name);
        }

        // His account goes with him, and the office must not lock itself out by one click.
        if (actor.PersonId == leaver.Id)
        {
            return NobodyLeavesByHimself;
        }

        if ((successor is null ? RefuseWithout(ties) : RefuseSuccessor(leaver, successor)) is { } refusal)
        {
            return refusal;
        }

        return new PersonLeft(
            leaver.Name,
            successor?.Name,
            [.. ties.HeadOf.Select(t => t.Unit.Name)],
            [.. ties.LiaisonOf.Select(t => t.Unit.Name)],
            [.. ties.Led.Select(i => i.Number)]);
    }

    /// <summary>Carries it out on the rows.</summary>
    public static void Apply(Person leaver, Person? successor, Ties ties, DateOnly today)
    {
        leaver.LeftOn = today;
        foreach (var (unit, _) in ties.HeadOf)
        {
            (unit.HeadId, unit.Head) = (successor?.Id, successor);
        }

        foreach (var (unit, _) in ties.LiaisonOf)
        {
            unit.Liaisons.RemoveAll(l => l.Id == leaver.Id);
            if (successor is not null && !unit.Liaisons.Exists(l => l.Id == successor.Id))
            {
                unit.Liaisons.Add(successor);
            }
        }

        foreach (var seat in ties.Seats.Where(_ => successor is not null))
        {
            (seat.PersonId, seat.Name, seat.Title) = (successor!.Id, successor.Name, successor.Title);
        }

        foreach (var issue in ties.Led)
        {
            Replace(issue, leaver, successor!);
        }
    }

    private static void Replace(Issue issue, Person leaver, Person successor)
    {
        var place = issue.LeadLeaders.Single(l => l.PersonId == leaver.Id);
        issue.LeadLeaders.Remove(place);
        if (!issue.LeadLeaders.Exists(l => l.PersonId == successor.Id))
        {
            issue.LeadLeaders.Add(new LeadLeader { IssueId = issue.Id, PersonId = successor.Id, Ordinal = place.Ordinal });
        }
    }

    private static Refusal? RefuseSuccessor(Person leaver, Person successor) =>
        successor.Id == leaver.Id || successor.LeftOn is not null || successor.UnitId != leaver.UnitId ? SuccessorUnfit : null;

    private static Refusal? RefuseWithout(Ties ties)
    {
        if (ties.Led.Count > 0)
        {
            return LeaderNeedsASuccessor(ties.Led.Count);
        }

        if (ties.HeadOf.FirstOrDefault(t => t.OpenIssues > 0) is { Unit: { } headed })
        {
            return HeadNeedsASuccessor(headed.Name);
        }

        return ties.LiaisonOf.FirstOrDefault(t => t.OpenIssues > 0 && t.Unit.Liaisons.Count == 1) is { Unit: { } served } ? LastLiaison(served.Name) : null;
    }
}
