using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.SigningOff;

/// <summary>What somebody says at a step: agreed, or returned with the reason and what is demanded.</summary>
/// <param name="Reason">Compulsory for a return; with an agreement, an opinion.</param>
/// <param name="Demands">What is still to be done, one by one.</param>
/// <param name="Withdrawn">The lead unit takes the request back: nobody's verdict, but the step's end all the same.</param>
public sealed record Verdict(bool Approved, string? Reason = null, IReadOnlyList<string>? Demands = null, bool Withdrawn = false);

/// <summary>What a verdict brings about.</summary>
public enum VerdictEffect
{
    /// <summary>Recorded; others are still to be heard at this step.</summary>
    StepStaysOpen,

    /// <summary>The step is passed; the workflow goes on.</summary>
    StepPassed,

    /// <summary>It was the last word: the issue is signed off.</summary>
    SignedOff,

    /// <summary>The request is returned; the issue is in progress again.</summary>
    Returned,
}

/// <summary>An allowed verdict: in what capacity it is given, and what it brings about.</summary>
public sealed record DecidedStep(Verdict Verdict, Capacity Capacity, VerdictEffect Effect, HistoryEvent What);

/// <summary>
/// The rule of every step of a sign-off: who is asked decides; nobody decides on what he applied for or twice in a round; a
/// return needs its reason.
/// </summary>
public static class DecideSignOff
{
    /// <summary>Whether <paramref name="actor"/> may give <paramref name="verdict"/> at <paramref name="step"/> of the pending request.</summary>
    /// <param name="lastWord">Whether agreement at this step signs the issue off: the definition in force says so.</param>
    public static Outcome<DecidedStep> Decide(
        Issue issue, SignOffStep? step, Verdict verdict, Actor actor, SignOffParties parties, bool lastWord)
    {
        if (issue.Status != IssueStatus.Verifying || Pending(issue) is not { } round || step is null)
        {
            return NothingToDecide;
        }

        if (step.Outcome != StepOutcome.Open)
        {
            return Faster(round, step);
        }

        var capacity = Capacity.Of(issue, round, step, actor, parties);
        if (capacity.IsRefused)
        {
            return capacity.Refusal;
        }

        return verdict.Approved
            ? Agree(issue, round, step, verdict, capacity.Value, parties, lastWord)
            : string.IsNullOrWhiteSpace(verdict.Reason)
                ? ReturnNeedsAReason
                : new DecidedStep(verdict, capacity.Value, VerdictEffect.Returned, new SignOffReturned(
                    round.Number, verdict.Reason.Trim(), step.Kind, Title(step), capacity.Value.ForName, Demands(verdict)));
    }

    /// <summary>Writes the verdict on the step, and what it brings about on round and issue.</summary>
    public static SignOffDecision Apply(Issue issue, SignOffStep step, DecidedStep decided, Actor actor, DateTimeOffset now)
    {
        var round = Pending(issue) ?? throw new InvalidOperationException("decided without a pending round");
        var decision = new SignOffDecision
        {
            Id = Guid.CreateVersion7(now),
            StepId = step.Id,
            RoundId = round.Id,
            Agreed = decided.Verdict.Approved,
            ActorId = actor.Id,
            ActorName = actor.Name,
            ForPersonId = decided.Capacity.PersonId,
            ForName = decided.Capacity.ForName,
            Opinion = Trimmed(decided.Verdict.Reason),
            At = now,
        };
        step.Decisions.Add(decision);
        if (decided.Effect == VerdictEffect.StepStaysOpen)
        {
            return decision;
        }

        (step.Outcome, step.ClosedAt) = (decided.Verdict.Approved ? StepOutcome.Agreed : StepOutcome.Returned, now);
        if (decided.Effect is VerdictEffect.SignedOff or VerdictEffect.Returned)
        {
            Close(issue, round, decided, actor, now);
        }

        return decision;
    }

    /// <summary>The request that waits for a decision, if any.</summary>
    public static SignOffRound? Pending(Issue issue) =>
        issue.SignOffRounds.SingleOrDefault(round => round.Outcome == SignOffOutcome.Pending);

    /// <summary>The step the pending request waits at.</summary>
    public static SignOffStep? OpenStep(Issue issue) =>
        Pending(issue)?.Steps.Where(step => step.Outcome == StepOutcome.Open).MinBy(step => step.Ordinal);

    private static Outcome<DecidedStep> Agree(
        Issue issue, SignOffRound round, SignOffStep step, Verdict verdict, Capacity capacity, SignOffParties parties, bool lastWord)
    {
        if (step.Kind == SignOffStepKind.Verify && RefuseUnseen(round, parties.Settings) is { } refusal)
        {
            return refusal;
        }

        var othersAsked = step.Kind == SignOffStepKind.Agree && parties.Settings.LeadLeaders == LeaderQuorum.All
            && Capacity.StillAsked(issue, round, step.Kind, parties).Any(person => person != capacity.PersonId);
        if (lastWord && !othersAsked)
        {
            return new DecidedStep(verdict, capacity, VerdictEffect.SignedOff, new IssueSignedOff(
                round.Number, issue.Status, IssueStatus.SignedOff, capacity.ForName));
        }

        return new DecidedStep(verdict, capacity, othersAsked ? VerdictEffect.StepStaysOpen : VerdictEffect.StepPassed, new SignOffAgreed(
            round.Number, step.Kind, Title(step), capacity.ForName, Trimmed(verdict.Reason)));
    }

    private static Refusal? RefuseUnseen(SignOffRound round, SignOffSettings settings) =>
        round.SiteChecks.Any(check => check.IsOpen) ? SiteCheckStillOpen
        : settings.SiteCheck == SiteCheckRule.Always && round.SiteChecks.Count == 0 ? SiteCheckNeeded
        : null;

    private static void Close(Issue issue, SignOffRound round, DecidedStep decided, Actor actor, DateTimeOffset now)
    {
        var approved = decided.Effect == VerdictEffect.SignedOff;
        (round.DecidedBy, round.DecidedByName, round.DecidedAt) = (actor.Id, actor.Name, now);
        round.Outcome = approved ? SignOffOutcome.Approved : SignOffOutcome.Returned;
        round.Reason = Trimmed(decided.Verdict.Reason);
        round.Demands = Demands(decided.Verdict) ?? [];
        foreach (var left in round.Steps.Where(s => s.Outcome == StepOutcome.Open))
        {
            (left.Outcome, left.ClosedAt, left.Note) = (StepOutcome.Skipped, now, SkipReason.ReturnedElsewhere);
        }

        issue.Status = approved ? IssueStatus.SignedOff : IssueStatus.InProgress;
        issue.SignedOffAt = approved ? now : null;
    }

    private static Refusal Faster(SignOffRound round, SignOffStep step) =>
        step.Decisions.MaxBy(d => d.At) is { } last ? StepDecidedBy(round.Number, last.ActorName) : NothingToDecide;

    private static string? Title(SignOffStep step) => step.Kind == SignOffStepKind.Extra ? step.TaskName : null;

    private static List<string>? Demands(Verdict verdict) =>
        verdict.Demands?.Select(d => d.Trim()).Where(d => d.Length > 0).ToList() is { Count: > 0 } demands ? demands : null;

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
