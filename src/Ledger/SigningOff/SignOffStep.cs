namespace Ledger.SigningOff;

/// <summary>Who is asked at a step of a sign-off.</summary>
public enum SignOffStepKind
{
    /// <summary>The head of the lead unit signs for it.</summary>
    Endorse,

    /// <summary>The lead leaders agree.</summary>
    Agree,

    /// <summary>The office verifies, at the desk and on site.</summary>
    Verify,

    /// <summary>The leading group, or a deputy head of it, approves.</summary>
    Approve,

    /// <summary>A step the office has drawn into the life cycle itself; the office decides on it.</summary>
    Extra,
}

/// <summary>How a step ended.</summary>
public enum StepOutcome
{
    Open,
    Agreed,
    Returned,

    /// <summary>Nobody was asked, and <see cref="SignOffStep.Note"/> says why.</summary>
    Skipped,
}

/// <summary>One step of a request, as the workflow opened it: what is asked, and who said what.</summary>
public sealed class SignOffStep
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    /// <summary>Place in the round, from 1.</summary>
    public required int Ordinal { get; init; }

    public required SignOffStepKind Kind { get; init; }

    /// <summary>The workflow's name of the task; what a step of the office's own is called.</summary>
    public required string TaskName { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public StepOutcome Outcome { get; set; } = StepOutcome.Open;

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Why nobody was asked.</summary>
    public SkipReason? Note { get; set; }

    public List<SignOffDecision> Decisions { get; } = [];
}

/// <summary>Why a step asked nobody.</summary>
public enum SkipReason
{
    /// <summary>The head of the unit made the request himself: his signature is on it.</summary>
    SignedWithTheRequest,

    /// <summary>The roster names no head of the unit.</summary>
    NoHeadOnTheRoster,

    /// <summary>Every lead leader has signed at an earlier step already.</summary>
    LeadersHaveSigned,

    /// <summary>The request was returned at another step.</summary>
    ReturnedElsewhere,

    /// <summary>The request was taken back while the step was open.</summary>
    Withdrawn,
}

/// <summary>What one person said at a step. Nobody speaks twice in a round, not for himself and not for another.</summary>
public sealed class SignOffDecision
{
    public required Guid Id { get; init; }

    public required Guid StepId { get; init; }

    public required Guid RoundId { get; init; }

    public required bool Agreed { get; init; }

    public required string ActorId { get; init; }

    public required string ActorName { get; init; }

    /// <summary>The person whose word it is: the actor's own, or the one he acts for.</summary>
    public Guid? ForPersonId { get; init; }

    /// <summary>Name of the one he acts for; null when he speaks for himself.</summary>
    public string? ForName { get; init; }

    /// <summary>The reason of a return, or the opinion with an agreement.</summary>
    public string? Opinion { get; init; }

    public required DateTimeOffset At { get; init; }
}
