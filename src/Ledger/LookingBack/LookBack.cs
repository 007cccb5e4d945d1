namespace Ledger.LookingBack;

/// <summary>What a look-back found.</summary>
public enum LookBackOutcome
{
    Pending,

    /// <summary>It holds: the issue is closed for good.</summary>
    Held,

    /// <summary>It has come back: another rectification begins.</summary>
    Rebound,
}

/// <summary>A look-back (回头看) at a signed-off issue: planned when it is signed off, done with a list of checks.</summary>
public sealed class LookBack
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>The rectification it looks back at; one look-back each.</summary>
    public required int Cycle { get; init; }

    /// <summary>When that rectification was signed off: kept here, because a rebound takes it off the issue.</summary>
    public required DateTimeOffset SignedOffAt { get; init; }

    /// <summary>A day in Asia/Shanghai.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>When the task was opened, at the due day or earlier.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    public LookBackOutcome Outcome { get; set; } = LookBackOutcome.Pending;

    public List<CheckedPoint> Checklist { get; set; } = [];

    public string? Finding { get; set; }

    public string? DoneBy { get; set; }

    public string? DoneByName { get; set; }

    public DateTimeOffset? DoneAt { get; set; }
}

/// <summary>What a look-back asks of every issue.</summary>
public enum LookBackPoint
{
    /// <summary>The measures are still in force.</summary>
    MeasuresHold,

    /// <summary>The problem has not come back.</summary>
    ProblemGone,

    /// <summary>The rules that were set up are followed.</summary>
    RulesFollowed,

    /// <summary>Those concerned are content.</summary>
    PeopleContent,
}

/// <summary>One point as it was found.</summary>
public sealed record CheckedPoint(LookBackPoint Point, bool Holds, string? Remark = null);
