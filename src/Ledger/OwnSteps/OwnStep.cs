namespace Ledger.OwnSteps;

/// <summary>Who is asked at a step the office has drawn itself.</summary>
public enum StepParty
{
    Office,

    /// <summary>The lead unit, by whoever speaks for it.</summary>
    LeadUnit,

    /// <summary>The head of the lead unit.</summary>
    UnitHead,

    /// <summary>Any one of the issue's lead leaders.</summary>
    LeadLeaders,

    /// <summary>The leading group, or a deputy head of it.</summary>
    LeadingGroup,
}

/// <summary>How such a step ended.</summary>
public enum OwnStepOutcome
{
    Open,
    Agreed,
    Returned,

    /// <summary>The workflow took it away before anybody decided: cancelled, or overtaken by another branch.</summary>
    Dropped,
}

/// <summary>
/// A step the office has drawn into the life cycle under a name of its own (附加环节), outside a sign-off: inside one it is a step
/// of the request. The workflow knows that a task waits; this row says what for, of whom and by when.
/// </summary>
public sealed class OwnStep
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>The workflow's id of the task: every time the step is come to it is another one.</summary>
    public required string TaskId { get; init; }

    /// <summary>What the step is called in the drawing.</summary>
    public required string TaskName { get; init; }

    public required StepParty Party { get; init; }

    /// <summary>By when, where the drawing says so.</summary>
    public DateOnly? DueOn { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public OwnStepOutcome Outcome { get; set; } = OwnStepOutcome.Open;

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Who decided; null while it is open and where it was dropped.</summary>
    public string? DecidedByName { get; set; }
}
