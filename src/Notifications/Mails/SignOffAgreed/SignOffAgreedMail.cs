using Notifications.Templates;

namespace Notifications.Mails.SignOffAgreed;

/// <summary>One step of a sign-off has been passed.</summary>
/// <param name="Stage">The step that was passed.</param>
/// <param name="By">Who agreed.</param>
/// <param name="NextStage">The step that follows; null after the last.</param>
/// <param name="Opinion">What was written with it; may be null.</param>
public sealed record SignOffAgreedMail(
    IssueBrief Issue,
    string LeadUnit,
    string Stage,
    string By,
    DateOnly AgreedOn,
    string? NextStage,
    string? Opinion) : IMailValues<SignOffAgreedMail>
{
    public static SignOffAgreedMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "lead leader", "Zhou Ming", new(2026, 12, 21), "verification by the office", "Agreed.")
        : new(IssueBrief.Sample(culture), "市行政审批局", "牵头领导审核", "周明", new(2026, 12, 21), "整改办核查", "同意。");
}
