using Ledger.Scheduling;

namespace Host.Pages.Scheduling;

/// <summary>A decision as it is typed.</summary>
public sealed class DecisionForm
{
    public Guid? IssueId { get; set; }

    public string? Text { get; set; }

    public Guid? OwnerId { get; set; }

    public DateOnly? DueOn { get; set; }

    public DecisionWords Read() => new(IssueId, Text ?? string.Empty, OwnerId, DueOn);
}
