namespace Ledger.SigningOff;

/// <summary>What became of a sign-off request.</summary>
public enum SignOffOutcome
{
    Pending,
    Approved,
    Returned,

    /// <summary>The lead unit took it back before the last word was spoken.</summary>
    Withdrawn,
}

/// <summary>One request for sign-off (销号申请) and what became of it. A new request is a new numbered round; old ones stay untouched.</summary>
public sealed class SignOffRound
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>From 1, unique in the issue.</summary>
    public required int Number { get; init; }

    /// <summary>In which rectification of the issue it was requested: 1, and one more after every rebound.</summary>
    public int Cycle { get; init; } = 1;

    /// <summary>What the lead unit says has been done.</summary>
    public required string Statement { get; init; }

    public required string AppliedBy { get; init; }

    public required string AppliedByName { get; init; }

    /// <summary>The applicant's person on the roster, if he is on it.</summary>
    public Guid? AppliedByPersonId { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }

    public SignOffOutcome Outcome { get; set; } = SignOffOutcome.Pending;

    /// <summary>Who had the last word. Never the one who applied, unless he took it back: the database refuses it too.</summary>
    public string? DecidedBy { get; set; }

    public string? DecidedByName { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Compulsory for a return and a withdrawal; else the opinion with the approval.</summary>
    public string? Reason { get; set; }

    /// <summary>What is demanded before the next request, one by one.</summary>
    public List<string> Demands { get; set; } = [];

    /// <summary>The steps as the workflow opened them, in their order.</summary>
    public List<SignOffStep> Steps { get; } = [];

    public List<SiteCheck> SiteChecks { get; } = [];

    /// <summary>The evidence the request was handed in with.</summary>
    public List<Evidence> Evidence { get; } = [];
}
