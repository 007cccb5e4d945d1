using Notifications.Templates;

namespace Notifications.Mails.BounceNotice;

/// <summary>A mail came back; the office is told.</summary>
/// <param name="Name">Of the recipient.</param>
/// <param name="SubjectSent">Subject of the mail that came back.</param>
/// <param name="Reason">In the words of the server.</param>
public sealed record BounceNoticeMail(
    string Name,
    string Address,
    string SubjectSent,
    DateTimeOffset SentAt,
    string Reason,
    string? Url) : IMailValues<BounceNoticeMail>
{
    public static BounceNoticeMail Sample(string culture) => culture == Cultures.English
        ? new("Wang Jianguo", "wang@unit.example", "[Reminder] Issue No. 12: due 31 December 2026", new(2026, 12, 21, 1, 0, 0, TimeSpan.Zero), "550 user unknown", "https://rectification.example/mails/sample")
        : new("王建国", "wang@unit.example", "【整改提醒】第12号问题将于2026年12月31日到期", new(2026, 12, 21, 1, 0, 0, TimeSpan.Zero), "550 user unknown", "https://rectification.example/mails/sample");
}
