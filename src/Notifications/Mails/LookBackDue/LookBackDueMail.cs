using Notifications.Templates;

namespace Notifications.Mails.LookBackDue;

/// <summary>A look-back (回头看) at a signed-off issue is due.</summary>
public sealed record LookBackDueMail(
    IssueBrief Issue,
    string LeadUnit,
    DateOnly SignedOffOn,
    DateOnly DueOn) : IMailValues<LookBackDueMail>
{
    public static LookBackDueMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", new(2026, 12, 30), new(2027, 6, 30))
        : new(IssueBrief.Sample(culture), "市行政审批局", new(2026, 12, 30), new(2027, 6, 30));
}
