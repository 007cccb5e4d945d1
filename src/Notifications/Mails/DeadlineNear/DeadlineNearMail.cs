using Notifications.Templates;

namespace Notifications.Mails.DeadlineNear;

/// <summary>A deadline comes near.</summary>
/// <param name="Measures">The measures that are due and share the deadline; empty when the issue as a whole is.</param>
/// <param name="Deadline">A day in Asia/Shanghai.</param>
/// <param name="DaysLeft">Calendar days from today to the day that counts, 0 on the day itself.</param>
/// <param name="LeadUnit">The lead unit.</param>
/// <param name="Progress">Progress as last reported; null or empty when none was.</param>
/// <param name="Provisional">The day may still move: its year's holidays are not published yet.</param>
/// <param name="MovedTo">The day that counts when <paramref name="Deadline"/> is a day off; null when it is the deadline itself.</param>
public sealed record DeadlineNearMail(
    IssueBrief Issue,
    IReadOnlyList<MeasureBrief> Measures,
    DateOnly Deadline,
    int DaysLeft,
    string LeadUnit,
    string? Progress = null,
    bool Provisional = false,
    DateOnly? MovedTo = null) : IMailValues<DeadlineNearMail>
{
    public static DeadlineNearMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), [MeasureBrief.Sample(culture)], new DateOnly(2026, 12, 31), 10,
            "Administrative Approval Bureau", "List drafted, comments of three bureaus taken in.")
        : new(IssueBrief.Sample(culture), [MeasureBrief.Sample(culture)], new DateOnly(2026, 12, 31), 10,
            "市行政审批局", "清单已起草，正在征求三个部门意见。");
}
