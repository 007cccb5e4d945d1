using Notifications.Templates;

namespace Notifications.Mails.Rebound;

/// <summary>A signed-off issue has come back and a new round begins.</summary>
/// <param name="Round">The round that begins, 2 or more.</param>
/// <param name="Finding">What the look-back found.</param>
/// <param name="Deadline">Null means long term.</param>
public sealed record ReboundMail(
    IssueBrief Issue,
    string LeadUnit,
    int Round,
    string Finding,
    DateOnly? Deadline) : IMailValues<ReboundMail>
{
    public static ReboundMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", 2, "Three late cases were found.", new DateOnly(2027, 9, 30))
        : new(IssueBrief.Sample(culture), "市行政审批局", 2, "抽查发现三件超期办件。", new DateOnly(2027, 9, 30));
}
