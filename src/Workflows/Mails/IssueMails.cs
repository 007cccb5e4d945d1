using System.Globalization;
using Ledger.Issues;
using Ledger.Units;
using Microsoft.Extensions.Options;
using Notifications.Mails;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>Where people open the product: the links in mails start with it.</summary>
public sealed class SiteOptions
{
    /// <summary>Absolute address without trailing slash, e.g. <c>https://rectification.example</c>; null leaves links out of mails.</summary>
    public Uri? PublicUrl { get; set; }
}

/// <summary>What every mail about an issue shares: how the issue is named, its thread, and one mail per person in his language.</summary>
public sealed class IssueMails(IOptions<SiteOptions> site)
{
    /// <summary>How many matters a mail names line by line; how many there are besides it says, and the pages have them all.</summary>
    public const int MostNamed = 50;

    /// <summary>The issue as the reader knows it.</summary>
    public IssueBrief Brief(Guid issueId, int number, string title) => new(
        number, title, Url: site.Value.PublicUrl is { } root ? new Uri(root, $"/issues/{issueId}").ToString() : null);

    /// <inheritdoc cref="Brief(Guid, int, string)"/>
    public IssueBrief Brief(Issue issue) => Brief(issue.Id, issue.Number, IssueTitle.Of(issue.Heading, issue.Text));

    /// <summary>Ties a mail to its issue: the reader's client keeps one thread, the issue page lists it.</summary>
    /// <param name="roundId">Whose wording applies.</param>
    public static OutgoingMail About(Guid issueId, OutgoingMail mail, string culture, Guid? roundId = null) => mail with
    {
        Scope = roundId is { } round ? ScopeOf(round) : null,
        Culture = culture,
        Thread = $"issue-{issueId:n}",
        RelatesTo = RelatesTo(issueId),
    };

    /// <summary>The round's own wording of mails stands under this name.</summary>
    public static string ScopeOf(Guid roundId) => $"round/{roundId:n}";

    /// <summary>The wording of a mail that speaks of several issues: their round's, when they are all of one.</summary>
    public static string? ScopeOf(IEnumerable<Guid> rounds) => rounds.Distinct().Take(2).ToList() is [var only] ? ScopeOf(only) : null;

    /// <summary>The mark by which mails are found again for an issue.</summary>
    public static string RelatesTo(Guid issueId) => $"issue/{issueId:n}";

    /// <summary>The issue a mail was about, read back from its mark; null when it was about none.</summary>
    public static Guid? IssueOf(string? relatesTo) => relatesTo is not null && relatesTo.StartsWith("issue/", StringComparison.Ordinal)
        && Guid.TryParse(relatesTo["issue/".Length..], out var id) ? id : null;

    /// <summary>A person as a mail's addressee.</summary>
    public static MailPerson Address(Person person) => new(person.Email, person.Name);

    /// <summary>A key under <paramref name="issueId"/> for one recipient.</summary>
    public static string Key(Guid issueId, string what, Person recipient) =>
        string.Create(CultureInfo.InvariantCulture, $"issue/{issueId:n}/{what}/{recipient.Id:n}");
}
