using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;
using static Ledger.Refusals.Refusals;

namespace Ledger.OwnSteps;

/// <summary>The rule of a step the office has drawn itself: who is asked decides, and a return needs its reason.</summary>
public static class DecideOwnStep
{
    /// <summary>Whether <paramref name="actor"/> may give <paramref name="verdict"/> at <paramref name="step"/>.</summary>
    public static Outcome<OwnStepDecided> Decide(Issue issue, OwnStep? step, Verdict verdict, Actor actor, SignOffParties parties)
    {
        if (step is null || verdict.Withdrawn)
        {
            return NothingToDecide;
        }

        if (step.Outcome != OwnStepOutcome.Open)
        {
            return step.DecidedByName is { } faster ? OwnStepDecidedBy(step.TaskName, faster) : OwnStepDropped(step.TaskName);
        }

        var capacity = MayDecide(issue, step, actor, parties);
        return capacity.IsRefused ? capacity.Refusal
            : !verdict.Approved && string.IsNullOrWhiteSpace(verdict.Reason) ? ReturnNeedsAReason
            : new OwnStepDecided(
                step.TaskName, verdict.Approved, string.IsNullOrWhiteSpace(verdict.Reason) ? null : verdict.Reason.Trim(), capacity.Value.ForName);
    }

    /// <summary>The capacity in which <paramref name="actor"/> may decide at <paramref name="step"/>, or why he may not.</summary>
    public static Outcome<Capacity> MayDecide(Issue issue, OwnStep step, Actor actor, SignOffParties parties)
    {
        var party = Asked(issue, step.Party, parties);
        if (party is StepParty.Office or StepParty.LeadUnit)
        {
            return actor.Role == Role.Office || (party == StepParty.LeadUnit && CompleteMeasure.SpeaksFor(issue, actor))
                ? new Capacity(actor.PersonId, null)
                : party == StepParty.Office ? OnlyTheOffice : OnlyTheLeadUnit;
        }

        return Capacity.Among(Persons(issue, party, parties), actor, parties).FirstOrDefault() is { } capacity
            ? capacity
            : Capacity.Only(KindOf(party));
    }

    /// <summary>Who is asked as things stand: where the party has nobody, the office, so that no step waits for nobody.</summary>
    public static StepParty Asked(Issue issue, StepParty party, SignOffParties parties) => party switch
    {
        StepParty.LeadUnit when issue.LeadUnitId is null => StepParty.Office,
        StepParty.UnitHead or StepParty.LeadLeaders or StepParty.LeadingGroup
            when Persons(issue, party, parties).Count == 0 => StepParty.Office,
        _ => party,
    };

    /// <summary>The persons of <paramref name="party"/>; office and lead unit are asked as such and not as persons.</summary>
    public static IReadOnlySet<Guid> Persons(Issue issue, StepParty party, SignOffParties parties) => Capacity.Asked(issue, KindOf(party), parties);

    /// <summary>Writes the verdict on the step.</summary>
    public static void Apply(OwnStep step, OwnStepDecided decided, Actor actor, DateTimeOffset now) =>
        (step.Outcome, step.ClosedAt, step.DecidedByName) = (decided.Agreed ? OwnStepOutcome.Agreed : OwnStepOutcome.Returned, now, actor.Name);

    private static SignOffStepKind KindOf(StepParty party) => party switch
    {
        StepParty.UnitHead => SignOffStepKind.Endorse,
        StepParty.LeadLeaders => SignOffStepKind.Agree,
        StepParty.LeadingGroup => SignOffStepKind.Approve,
        _ => SignOffStepKind.Extra, // asks no persons
    };
}
