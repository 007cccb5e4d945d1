using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Reading;

namespace Host.Api;

/// <summary>One issue in the list.</summary>
/// <param name="Deadline">The latest deadline of its dated measures; null when there is none.</param>
/// <param name="NextDeadline">The earliest deadline of an open dated measure.</param>
/// <param name="Measures">How many measures it has.</param>
public sealed record IssueItem(
    Guid Id,
    int Number,
    string Title,
    IssueStatus Status,
    string? LeadUnit,
    DateOnly? Deadline,
    DateOnly? NextDeadline,
    Light Light,
    int Measures,
    int MeasuresDone)
{
    internal static IssueItem Of(IssueLine line) => new(
        line.Id, line.Number, line.Title, line.Status, line.LeadUnit, line.Deadline, line.NextDeadline, line.Light, line.Measures, line.MeasuresDone);
}
