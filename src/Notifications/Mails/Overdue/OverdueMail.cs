using Notifications.Templates;

namespace Notifications.Mails.Overdue;

/// <summary>A deadline has passed and the work is not done.</summary>
/// <param name="Measures">The measures that are overdue and share the deadline; empty when the issue as a whole is.</param>
/// <param name="Deadline">A day in Asia/Shanghai.</param>
/// <param name="DaysOverdue">Calendar days from the day that counts to today, 1 or more.</param>
/// <param name="LeadUnit">The lead unit.</param>
/// <param name="Occurrence">Which reminder of this deadline this is, from 1.</param>
/// <param name="Progress">Progress as last reported; null or empty when none was.</param>
/// <param name="MovedTo">The day that counts when <paramref name="Deadline"/> is a day off; null when it is the deadline itself.</param>
public sealed record OverdueMail(
    IssueBrief Issue,
    IReadOnlyList<MeasureBrief> Measures,
    DateOnly Deadline,
    int DaysOverdue,
    string LeadUnit,
    int Occurrence = 1,
    string? Progress = null,
    DateOnly? MovedTo = null) : IMailValues<OverdueMail>
{
    public static OverdueMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), [MeasureBrief.Sample(culture)], new DateOnly(2026, 12, 31), 5,
            "Administrative Approval Bureau", 2, "List drafted, comments of three bureaus taken in.")
        : new(IssueBrief.Sample(culture), [MeasureBrief.Sample(culture)], new DateOnly(2026, 12, 31), 5,
            "市行政审批局", 2, "清单已起草，正在征求三个部门意见。");
}
