using Ledger.Issues;

namespace Ledger.SigningOff;

/// <summary>Opens a step of the pending request when the workflow comes to it, or passes it over where there is nobody to ask.</summary>
public static class OpenSignOffStep
{
    /// <summary>Why nobody needs to be asked at a step of <paramref name="kind"/>; null when somebody does.</summary>
    public static SkipReason? Decide(Issue issue, SignOffRound round, SignOffStepKind kind, SignOffParties parties) => kind switch
    {
        SignOffStepKind.Endorse when issue.LeadUnit?.HeadId is not { } => SkipReason.NoHeadOnTheRoster,
        SignOffStepKind.Endorse when issue.LeadUnit.HeadId == round.AppliedByPersonId => SkipReason.SignedWithTheRequest,
        SignOffStepKind.Agree when !Capacity.StillAsked(issue, round, kind, parties).Any() => SkipReason.LeadersHaveSigned,
        _ => null,
    };

    /// <summary>The step as a row of the round.</summary>
    public static SignOffStep Apply(SignOffRound round, SignOffStepKind kind, string taskName, SkipReason? skipped, DateTimeOffset now)
    {
        var step = new SignOffStep
        {
            Id = Guid.CreateVersion7(now),
            RoundId = round.Id,
            Ordinal = round.Steps.Count + 1,
            Kind = kind,
            TaskName = taskName,
            OpenedAt = now,
        };
        if (skipped is not null)
        {
            (step.Outcome, step.ClosedAt, step.Note) = (StepOutcome.Skipped, now, skipped);
        }

        round.Steps.Add(step);
        return step;
    }
}
