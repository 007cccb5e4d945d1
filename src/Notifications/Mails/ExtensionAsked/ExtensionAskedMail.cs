using Notifications.Templates;

namespace Notifications.Mails.ExtensionAsked;

/// <summary>A unit asks for a later deadline and a decision is asked of the reader.</summary>
/// <param name="Round">Which request of this issue, from 1.</param>
public sealed record ExtensionAskedMail(
    IssueBrief Issue,
    string LeadUnit,
    DateOnly OldDeadline,
    DateOnly NewDeadline,
    int Round,
    string Reason) : IMailValues<ExtensionAskedMail>
{
    public static ExtensionAskedMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", new(2026, 12, 31), new(2027, 3, 31), 1, "The tender for the system takes time.")
        : new(IssueBrief.Sample(culture), "市行政审批局", new(2026, 12, 31), new(2027, 3, 31), 1, "系统改造招标流程需要时间。");
}
