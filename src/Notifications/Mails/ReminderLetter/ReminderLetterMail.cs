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
    /// <summary>What paper it is, in the reader's language: reminder letter or supervision letter.</summary>
    public string Paper { get; init; } = "提醒函";

    /// <summary>The letter's title as printed.</summary>
    public string Title { get; init; } = "";

    /// <summary>A copy to a lead leader, who is not asked to answer.</summary>
    public bool IsCopy { get; init; }

    /// <summary>The letter's page; null leaves the link out.</summary>
    public string? Url { get; init; }

    public static ReminderLetterMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "整改办函〔2026〕3号", new DateOnly(2026, 12, 31), new(2027, 1, 8)) { Paper = "reminder letter", Title = "关于第12号问题整改工作的提醒函", Url = "https://rectification.example/letters/3" }
        : new(IssueBrief.Sample(culture), "市行政审批局", "整改办函〔2026〕3号", new DateOnly(2026, 12, 31), new(2027, 1, 8)) { Title = "关于第12号问题整改工作的提醒函", Url = "https://rectification.example/letters/3" };
}
