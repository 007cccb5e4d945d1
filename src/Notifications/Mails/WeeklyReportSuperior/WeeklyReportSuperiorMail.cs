using Notifications.Templates;

namespace Notifications.Mails.WeeklyReportSuperior;

/// <summary>The superior is told that a unit keeps missing its weekly report.</summary>
/// <param name="Issues">What was not reported on.</param>
/// <param name="CutOff">The cut-off last missed.</param>
/// <param name="Misses">Misses in a row, usually 2 or more.</param>
public sealed record WeeklyReportSuperiorMail(
    string LeadUnit,
    IReadOnlyList<IssueBrief> Issues,
    DateTimeOffset CutOff,
    int Misses,
    string? Url) : IMailValues<WeeklyReportSuperiorMail>
{
    public static WeeklyReportSuperiorMail Sample(string culture) => culture == Cultures.English
        ? new("Administrative Approval Bureau", [IssueBrief.Sample(culture)], new(2026, 12, 25, 9, 0, 0, TimeSpan.Zero), 2, "https://rectification.example/reports")
        : new("市行政审批局", [IssueBrief.Sample(culture)], new(2026, 12, 25, 9, 0, 0, TimeSpan.Zero), 2, "https://rectification.example/reports");
}
