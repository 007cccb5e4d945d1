using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Reading;

namespace Host.Api;

/// <summary>One issue in the list.</summary>
/// <param name="Deadline">The latest deadline of its dated measures; null when there is none.</param>
/// <param name="NextDeadline">The earliest day an open dated measure runs to; a deadline on a day off runs to the next working day.</param>
/// <param name="Provisional">A date of an open measure may still move: the holidays of its year are not published yet.</param>
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
    int MeasuresDone,
    bool Provisional)
{
    internal static IssueItem Of(IssueLine line) => new(
        line.Id, line.Number, line.Title, line.Status, line.LeadUnit, line.Deadline, line.NextDeadline, line.Light, line.Measures, line.MeasuresDone, line.Provisional);
}
