using Ledger.Files;

namespace Ledger.Supervising;

/// <summary>Where a weekly report stands.</summary>
public enum ReportState
{
    /// <summary>Being written; nobody but its unit reads it.</summary>
    Draft,

    Submitted,

    /// <summary>Sent back by the office with a reason; to be submitted again.</summary>
    Returned,
}

/// <summary>What the lead unit reports on one issue for one week (周报).</summary>
public sealed class WeeklyReport
{
    public required Guid SupervisionId { get; init; }

    public required Guid IssueId { get; init; }

    public ReportState State { get; set; } = ReportState.Draft;

    public string Progress { get; set; } = string.Empty;

    public string Difficulties { get; set; } = string.Empty;

    public string NextWeek { get; set; } = string.Empty;

    /// <summary>
    /// It stood submitted when the cut-off passed. A return before the cut-off takes that away, a return after it does not: who
    /// reported in time has not missed the week.
    /// </summary>
    public bool InTime { get; set; }

    public required string WrittenBy { get; set; }

    public required string WrittenByName { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }

    public DateTimeOffset? SubmittedAt { get; set; }

    /// <summary>How often it has been sent back.</summary>
    public int Returns { get; set; }

    public string? ReturnReason { get; set; }

    public List<MeasureReport> Measures { get; } = [];

    /// <summary>What is handed in with it.</summary>
    public List<StoredFile> Files { get; } = [];
}

/// <summary>How far one measure has come, as reported.</summary>
public sealed class MeasureReport
{
    public required Guid SupervisionId { get; init; }

    public required Guid IssueId { get; init; }

    public required Guid MeasureId { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Percent { get; set; }
}
