using Notifications.Templates;

namespace Notifications.Mails.ReminderLetter;

/// <summary>A reminder letter (提醒函) goes out; the letter itself is attached.</summary>
/// <param name="LeadUnit">The addressee.</param>
/// <param name="LetterNumber">Number as printed.</param>
/// <param name="Deadline">Agreed deadline; null means long term.</param>
public sealed record ReminderLetterMail(
    IssueBrief Issue,
    string LeadUnit,
    string LetterNumber,
    DateOnly? Deadline,
    DateOnly ReplyBy) : IMailValues<ReminderLetterMail>
{
    public static ReminderLetterMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "整改办函〔2026〕3号", new DateOnly(2026, 12, 31), new(2027, 1, 8))
        : new(IssueBrief.Sample(culture), "市行政审批局", "整改办函〔2026〕3号", new DateOnly(2026, 12, 31), new(2027, 1, 8));
}
