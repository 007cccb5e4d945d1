using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Accepting;

/// <summary>The rule by which the lead unit signs for an assigned issue (签收).</summary>
public static class AcceptIssue
{
    /// <summary>Whether <paramref name="actor"/> may sign for <paramref name="issue"/>.</summary>
    public static Outcome<IssueAccepted> Decide(Issue issue, Actor actor) =>
        !CompleteMeasure.SpeaksFor(issue, actor) ? OnlyTheLeadUnit
        : issue.Status == IssueStatus.Registered ? NotInProgress
        : issue.AcceptedAt is not null ? AlreadyAccepted(issue.AcceptedByName!)
        : new IssueAccepted();

    /// <summary>Carries it out on the row.</summary>
    public static void Apply(Issue issue, Actor actor, DateTimeOffset now) =>
        (issue.AcceptedAt, issue.AcceptedByName) = (now, actor.Name);
}
