using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>
/// The rule by which a request is taken back (撤回) before the last word is spoken. The round stays in the ledger as withdrawn,
/// with the reason and what was said until then; the next request is a new one.
/// </summary>
public static class WithdrawSignOff
{
    /// <summary>Whether <paramref name="actor"/> may take the pending request back.</summary>
    public static Outcome<SignOffWithdrawn> Decide(Issue issue, string? reason, Actor actor) =>
        DecideSignOff.Pending(issue) is not { } round ? NothingToDecide
        : !IsHis(issue, round, actor) ? OnlyTheApplicant
        : string.IsNullOrWhiteSpace(reason) ? WithdrawalNeedsAReason
        : new SignOffWithdrawn(round.Number, reason.Trim());

    /// <summary>Closes the round as withdrawn; the issue is in progress again.</summary>
    public static void Apply(Issue issue, SignOffWithdrawn withdrawn, Actor actor, DateTimeOffset now)
    {
        var round = DecideSignOff.Pending(issue)!;
        (round.Outcome, round.Reason) = (SignOffOutcome.Withdrawn, withdrawn.Reason);
        (round.DecidedBy, round.DecidedByName, round.DecidedAt) = (actor.Id, actor.Name, now);
        foreach (var step in round.Steps.Where(s => s.Outcome == StepOutcome.Open))
        {
            (step.Outcome, step.ClosedAt, step.Note) = (StepOutcome.Skipped, now, SkipReason.Withdrawn);
        }

        issue.Status = IssueStatus.InProgress;
    }

    /// <summary>Whoever made it, or anybody who speaks for the unit it was made by.</summary>
    private static bool IsHis(Issue issue, SignOffRound round, Actor actor) =>
        round.AppliedBy == actor.Id
        || (actor.PersonId is { } person && person == round.AppliedByPersonId)
        || (actor.Role == Role.Liaison && Completing.CompleteMeasure.SpeaksFor(issue, actor));
}
