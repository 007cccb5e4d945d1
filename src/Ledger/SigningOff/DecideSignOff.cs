using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>What the office says after verifying (核查): signed off, or returned with the reason and demands.</summary>
public sealed record Verdict(bool Approved, string? Reason = null);

/// <summary>The rule of verification: nobody decides on what he applied for, and a return needs its reason.</summary>
public static class DecideSignOff
{
    /// <summary>Whether <paramref name="actor"/> may give <paramref name="verdict"/> on the pending request.</summary>
    public static Outcome<HistoryEvent> Decide(Issue issue, Verdict verdict, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (issue.Status != IssueStatus.Verifying || Pending(issue) is not { } round)
        {
            return NothingToDecide;
        }

        if (round.AppliedBy == actor.Id)
        {
            return NobodyDecidesOnHisOwnRequest;
        }

        if (verdict.Approved)
        {
            return new IssueSignedOff(round.Number, issue.Status, IssueStatus.SignedOff);
        }

        return string.IsNullOrWhiteSpace(verdict.Reason)
            ? ReturnNeedsAReason
            : new SignOffReturned(round.Number, verdict.Reason.Trim());
    }

    /// <summary>Closes the round and moves the issue: signed off, or back in progress.</summary>
    public static void Apply(Issue issue, Verdict verdict, Actor actor, DateTimeOffset now)
    {
        var round = Pending(issue) ?? throw new InvalidOperationException("decided without a pending round");
        (round.DecidedBy, round.DecidedByName, round.DecidedAt) = (actor.Id, actor.Name, now);
        round.Outcome = verdict.Approved ? SignOffOutcome.Approved : SignOffOutcome.Returned;
        round.Reason = string.IsNullOrWhiteSpace(verdict.Reason) ? null : verdict.Reason.Trim();
        issue.Status = verdict.Approved ? IssueStatus.SignedOff : IssueStatus.InProgress;
        issue.SignedOffAt = verdict.Approved ? now : null;
    }

    /// <summary>The request that waits for a decision, if any.</summary>
    public static SignOffRound? Pending(Issue issue) =>
        issue.SignOffRounds.SingleOrDefault(round => round.Outcome == SignOffOutcome.Pending);
}
