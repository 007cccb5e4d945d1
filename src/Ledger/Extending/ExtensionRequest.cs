namespace Ledger.Extending;

/// <summary>What became of a request for a later deadline.</summary>
public enum ExtensionOutcome
{
    /// <summary>Waits for the office.</summary>
    AtTheOffice,

    /// <summary>The office has agreed; waits for a lead leader or the leading group, as the round is set.</summary>
    AtTheLeaders,

    Granted,
    Refused,
}

/// <summary>A request to move one measure's deadline (延期申请): old date, new date, reason, and two levels of approval.</summary>
public sealed class ExtensionRequest
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    public required Guid MeasureId { get; init; }

    /// <summary>Which request for this measure, from 1.</summary>
    public required int Number { get; init; }

    public required DateOnly OldDeadline { get; init; }

    public required DateOnly NewDeadline { get; init; }

    public required string Reason { get; init; }

    public required string AppliedBy { get; init; }

    public required string AppliedByName { get; init; }

    public Guid? AppliedByPersonId { get; init; }

    public required DateTimeOffset AppliedAt { get; init; }

    public ExtensionOutcome Outcome { get; set; } = ExtensionOutcome.AtTheOffice;

    /// <summary>The office's word.</summary>
    public string? FirstBy { get; set; }

    public string? FirstByName { get; set; }

    public Guid? FirstByPersonId { get; set; }

    public DateTimeOffset? FirstAt { get; set; }

    /// <summary>The leaders' word.</summary>
    public string? SecondBy { get; set; }

    public string? SecondByName { get; set; }

    public DateTimeOffset? SecondAt { get; set; }

    /// <summary>Opinion of whoever decided last; the reason of a refusal.</summary>
    public string? Opinion { get; set; }

    public bool IsPending => Outcome is ExtensionOutcome.AtTheOffice or ExtensionOutcome.AtTheLeaders;
}
