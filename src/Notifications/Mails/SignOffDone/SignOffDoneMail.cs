using Notifications.Templates;

namespace Notifications.Mails.SignOffDone;

/// <summary>An issue has been signed off.</summary>
/// <param name="By">Who approved.</param>
/// <param name="LookBackOn">When a look-back is planned; null when none is.</param>
public sealed record SignOffDoneMail(
    IssueBrief Issue,
    string LeadUnit,
    string By,
    DateOnly SignedOffOn,
    DateOnly? LookBackOn) : IMailValues<SignOffDoneMail>
{
    public static SignOffDoneMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "Leading group", new(2026, 12, 30), new DateOnly(2027, 6, 30))
        : new(IssueBrief.Sample(culture), "市行政审批局", "领导小组", new(2026, 12, 30), new DateOnly(2027, 6, 30));
}
