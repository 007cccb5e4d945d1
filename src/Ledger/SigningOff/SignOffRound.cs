namespace Ledger.SigningOff;

/// <summary>What became of a sign-off request.</summary>
public enum SignOffOutcome
{
    Pending,
    Approved,
    Returned,
}

/// <summary>One request for sign-off (销号申请) and what became of it. A new request is a new numbered round; old ones stay untouched.</summary>
public sealed class SignOffRound
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>From 1, unique in the issue.</summary>
    public required int Number { get; init; }

    /// <summary>What the lead unit says has been done.</summary>
    public required string Statement { get; init; }

    public required string AppliedBy { get; init; }

    public required string AppliedByName { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }

    public SignOffOutcome Outcome { get; set; } = SignOffOutcome.Pending;

    /// <summary>Never the one who applied: the database refuses it too.</summary>
    public string? DecidedBy { get; set; }

    public string? DecidedByName { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Compulsory for a return: the reason and what is demanded.</summary>
    public string? Reason { get; set; }
}
