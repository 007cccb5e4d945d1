using Notifications.Templates;

namespace Notifications.Mails.SignOffReturned;

/// <summary>An application for sign-off has been returned with demands.</summary>
/// <param name="By">Who returned it.</param>
/// <param name="Demands">What is still to be done, one by one.</param>
/// <param name="DueOn">By when; null when no day is set.</param>
public sealed record SignOffReturnedMail(
    IssueBrief Issue,
    string LeadUnit,
    string By,
    DateOnly ReturnedOn,
    string Reason,
    IReadOnlyList<string> Demands,
    DateOnly? DueOn) : IMailValues<SignOffReturnedMail>
{
    public static SignOffReturnedMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "Rectification Office", new(2026, 12, 22), "Too little evidence.", ["Hand in the records of the last three months."], new DateOnly(2026, 12, 28))
        : new(IssueBrief.Sample(culture), "市行政审批局", "整改办", new(2026, 12, 22), "佐证材料不足。", ["补充近三个月办件记录。"], new DateOnly(2026, 12, 28));
}
