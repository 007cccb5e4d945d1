using Notifications.Templates;

namespace Notifications.Mails.SignOffWithdrawn;

/// <summary>The lead unit has taken its application for sign-off back: nothing waits for the reader any more.</summary>
/// <param name="By">Who took it back.</param>
/// <param name="Round">Number of the application.</param>
public sealed record SignOffWithdrawnMail(
    IssueBrief Issue,
    string LeadUnit,
    string By,
    DateOnly WithdrawnOn,
    int Round,
    string Reason) : IMailValues<SignOffWithdrawnMail>
{
    public static SignOffWithdrawnMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "Wang Fang", new(2026, 12, 21), 2, "The acceptance record names the wrong section.")
        : new(IssueBrief.Sample(culture), "市行政审批局", "王芳", new(2026, 12, 21), 2, "验收记录的标段写错，需更正后重报。");
}
