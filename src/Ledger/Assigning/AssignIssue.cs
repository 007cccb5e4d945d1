using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Units;
using static Ledger.Refusals.Refusals;

namespace Ledger.Assigning;

/// <summary>The rule of assignment (交办), and the change it allows.</summary>
public static class AssignIssue
{
    /// <summary>Whether <paramref name="actor"/> may assign <paramref name="issue"/> so; the answer is the history entry to be.</summary>
    public static Outcome<IssueAssigned> Decide(Issue issue, Assignment request, RosterExcerpt roster, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (issue.Status != IssueStatus.Registered)
        {
            return AlreadyAssigned;
        }

        return Refuse(issue, request, roster) is { } refusal ? refusal : Describe(request, roster);
    }

    /// <summary>Carries an allowed assignment out on the row.</summary>
    public static void Apply(Issue issue, Assignment request, RosterExcerpt roster, DateTimeOffset now)
    {
        issue.LeadUnitId = request.LeadUnitId;
        issue.LeadLeaders.AddRange(request.LeadLeaderIds.Distinct().Select((id, at) =>
            new LeadLeader { IssueId = issue.Id, PersonId = id, Ordinal = at + 1 }));
        issue.ResponsibleUnits.AddRange(request.ResponsibleUnitIds.Distinct().Select(id => roster.Units[id]));
        foreach (var term in request.Deadlines)
        {
            var measure = issue.Measures.Single(m => m.Ordinal == term.Ordinal);
            (measure.DeadlineKind, measure.Deadline, measure.PlannedFrom) = (term.Kind, term.Deadline, Shanghai.DayOf(now));
        }

        issue.Status = IssueStatus.InProgress;
        issue.AssignedAt = now;
    }

    private static Refusal? Refuse(Issue issue, Assignment request, RosterExcerpt roster)
    {
        if (issue.Measures.Count == 0)
        {
            return IssueWithoutMeasures;
        }

        if (request.LeadLeaderIds.Count == 0)
        {
            return NoLeadLeader;
        }

        if (request.ResponsibleUnitIds.Contains(request.LeadUnitId))
        {
            return LeadUnitAlsoResponsible;
        }

        if (!request.ResponsibleUnitIds.Append(request.LeadUnitId).All(roster.Units.ContainsKey))
        {
            return UnitUnknown;
        }

        if (!request.LeadLeaderIds.All(roster.People.ContainsKey))
        {
            return LeaderUnknown;
        }

        return RefuseTerms(issue, request);
    }

    private static Refusal? RefuseTerms(Issue issue, Assignment request)
    {
        var terms = request.Deadlines.ToLookup(term => term.Ordinal);
        if (terms.Any(same => same.Count() > 1 || issue.Measures.All(m => m.Ordinal != same.Key)))
        {
            return MeasureUnknown;
        }

        var without = issue.Measures.OrderBy(m => m.Ordinal).FirstOrDefault(m => !HasTerm(terms[m.Ordinal].SingleOrDefault()));
        return without is null ? null : EveryMeasureNeedsADeadline(without.Ordinal);
    }

    private static bool HasTerm(MeasureTerm? term) =>
        term is not null && (term.Kind == DeadlineKind.LongTerm || term.Deadline is not null);

    private static IssueAssigned Describe(Assignment request, RosterExcerpt roster) => new(
        roster.Units[request.LeadUnitId].Name,
        [.. request.LeadLeaderIds.Distinct().Select(id => roster.People[id].Name)],
        [.. request.ResponsibleUnitIds.Distinct().Select(id => roster.Units[id].Name)],
        [.. request.Deadlines.OrderBy(t => t.Ordinal).Select(t => new MeasureDeadline(t.Ordinal, t.Kind, t.Deadline))]);
}

/// <summary>The part of the roster a rule needs: those units and people it was asked about and that exist.</summary>
public sealed record RosterExcerpt(IReadOnlyDictionary<Guid, Unit> Units, IReadOnlyDictionary<Guid, Person> People);
