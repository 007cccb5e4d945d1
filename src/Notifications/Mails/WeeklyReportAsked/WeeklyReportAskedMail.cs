using Notifications.Templates;

namespace Notifications.Mails.WeeklyReportAsked;

/// <summary>The weekly report is due.</summary>
/// <param name="LeadUnit">The unit that reports.</param>
/// <param name="Issues">What it is to report on.</param>
/// <param name="Url">Where the report is written; null leaves the link out.</param>
public sealed record WeeklyReportAskedMail(
    string LeadUnit,
    IReadOnlyList<IssueBrief> Issues,
    DateTimeOffset CutOff,
    string? Url) : IMailValues<WeeklyReportAskedMail>
{
    public static WeeklyReportAskedMail Sample(string culture) => culture == Cultures.English
        ? new("Administrative Approval Bureau", [IssueBrief.Sample(culture)], new(2026, 12, 25, 9, 0, 0, TimeSpan.Zero), "https://rectification.example/reports")
        : new("市行政审批局", [IssueBrief.Sample(culture)], new(2026, 12, 25, 9, 0, 0, TimeSpan.Zero), "https://rectification.example/reports");
}
