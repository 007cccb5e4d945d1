using Notifications.Templates;

namespace Notifications.Mails.WeeklyReportMissed;

/// <summary>A unit has missed the cut-off of the weekly report.</summary>
/// <param name="Issues">What was not reported on.</param>
/// <param name="Misses">Misses in a row, from 1.</param>
public sealed record WeeklyReportMissedMail(
    string LeadUnit,
    IReadOnlyList<IssueBrief> Issues,
    DateTimeOffset CutOff,
    int Misses,
    string? Url) : IMailValues<WeeklyReportMissedMail>
{
    public static WeeklyReportMissedMail Sample(string culture) => culture == Cultures.English
        ? new("Administrative Approval Bureau", [IssueBrief.Sample(culture)], new(2026, 12, 25, 9, 0, 0, TimeSpan.Zero), 1, "https://rectification.example/reports")
        : new("市行政审批局", [IssueBrief.Sample(culture)], new(2026, 12, 25, 9, 0, 0, TimeSpan.Zero), 1, "https://rectification.example/reports");
}
