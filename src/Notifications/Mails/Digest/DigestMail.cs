using Notifications.Templates;

namespace Notifications.Mails.Digest;

/// <summary>Everything a person has to know of one run, in one mail.</summary>
/// <param name="Day">The day the digest speaks of.</param>
/// <param name="Entries">In order of urgency.</param>
/// <param name="More">How many matters there are besides those that are named; the pages have them all.</param>
public sealed record DigestMail(
    DateOnly Day,
    IReadOnlyList<DigestEntry> Entries,
    string? Url,
    int More = 0) : IMailValues<DigestMail>
{
    public static DigestMail Sample(string culture) => culture == Cultures.English
        ? new(new(2026, 12, 21), [new(IssueBrief.Sample(culture), "due in 10 days", new DateOnly(2026, 12, 31))], "https://rectification.example/")
        : new(new(2026, 12, 21), [new(IssueBrief.Sample(culture), "将于10天后到期", new DateOnly(2026, 12, 31))], "https://rectification.example/");
}

/// <param name="Matter">What is the matter, in the reader's language.</param>
/// <param name="Deadline">Null when there is none.</param>
/// <param name="MovedTo">The day that counts when <paramref name="Deadline"/> is a day off; null when it is the deadline itself.</param>
public sealed record DigestEntry(IssueBrief Issue, string Matter, DateOnly? Deadline, DateOnly? MovedTo = null);
