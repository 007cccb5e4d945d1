using Notifications.Templates;

namespace Notifications.Mails.ExtensionDecided;

/// <summary>A request for a later deadline has been decided on.</summary>
/// <param name="NewDeadline">As asked for.</param>
/// <param name="By">Who decided.</param>
public sealed record ExtensionDecidedMail(
    IssueBrief Issue,
    string LeadUnit,
    DateOnly OldDeadline,
    DateOnly NewDeadline,
    bool Granted,
    string By,
    string? Opinion) : IMailValues<ExtensionDecidedMail>
{
    public static ExtensionDecidedMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", new(2026, 12, 31), new(2027, 3, 31), true, "the leading group", "Agreed; plan backwards from the date.")
        : new(IssueBrief.Sample(culture), "市行政审批局", new(2026, 12, 31), new(2027, 3, 31), true, "领导小组", "同意，请倒排工期。");
}
