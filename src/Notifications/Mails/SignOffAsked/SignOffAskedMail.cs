using Notifications.Templates;

namespace Notifications.Mails.SignOffAsked;

/// <summary>The lead unit has applied for sign-off and a decision is asked of the reader.</summary>
/// <param name="LeadUnit">The unit that applies.</param>
/// <param name="AskedOn">A day in Asia/Shanghai.</param>
/// <param name="Round">Which application of this issue, from 1.</param>
/// <param name="Stage">The step the reader decides on, in the reader's language.</param>
/// <param name="Summary">What was done, in short; may be null.</param>
/// <param name="EvidenceCount">Files handed in.</param>
/// <param name="NobodyDecides">Nobody can decide at this step; the reader is the one who sees to it that somebody can.</param>
public sealed record SignOffAskedMail(
    IssueBrief Issue,
    string LeadUnit,
    DateOnly AskedOn,
    int Round,
    string Stage,
    string? Summary,
    int EvidenceCount,
    bool NobodyDecides = false) : IMailValues<SignOffAskedMail>
{
    public static SignOffAskedMail Sample(string culture) => culture == Cultures.English
        ? new(IssueBrief.Sample(culture), "Administrative Approval Bureau", new(2026, 12, 20), 1, "lead leader", "List published, approval cut to one day.", 3)
        : new(IssueBrief.Sample(culture), "市行政审批局", new(2026, 12, 20), 1, "牵头领导审核", "材料清单已公布，审批时限压缩至一日。", 3);
}
