using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Reading;

namespace Host.Api;

/// <summary>One issue with its people and measures.</summary>
/// <param name="Text">The rectification text as published.</param>
public sealed record IssueDetails(
    Guid Id,
    int Number,
    string Title,
    string Round,
    IssueStatus Status,
    Light Light,
    string Text,
    string? LeadUnit,
    IReadOnlyList<string> LeadLeaders,
    IReadOnlyList<string> ResponsibleUnits,
    IReadOnlyList<MeasureItem> Measures,
    string WorkflowInstanceId,
    DateTimeOffset RegisteredAt,
    DateTimeOffset? AssignedAt,
    DateTimeOffset? SignedOffAt)
{
    internal static IssueDetails Of(IssueDossier dossier)
    {
        var issue = dossier.Issue;
        return new IssueDetails(
            issue.Id, issue.Number, dossier.Title, dossier.RoundTitle, issue.Status, dossier.Light, issue.Text, issue.LeadUnit?.Name,
            [.. issue.LeadLeaders.Select(l => l.Person!.Name)],
            [.. issue.ResponsibleUnits.Select(u => u.Name)],
            [.. issue.Measures.Select(MeasureItem.Of)],
            issue.WorkflowInstanceId, issue.RegisteredAt, issue.AssignedAt, issue.SignedOffAt);
    }
}

/// <summary>One measure of an issue.</summary>
/// <param name="Ordinal">Its place in the issue, from 1.</param>
/// <param name="DeadlineKind">Null while no deadline is set.</param>
public sealed record MeasureItem(int Ordinal, string Text, DeadlineKind? DeadlineKind, DateOnly? Deadline, MeasureStatus Status)
{
    internal static MeasureItem Of(Measure measure) =>
        new(measure.Ordinal, measure.Text, measure.DeadlineKind, measure.Deadline, measure.Status);
}
