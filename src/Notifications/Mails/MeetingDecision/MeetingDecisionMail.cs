using Notifications.Templates;

namespace Notifications.Mails.MeetingDecision;

/// <summary>A decision of the scheduling meeting is somebody's to see to: taken, due soon, or overdue.</summary>
/// <param name="Task">What was decided.</param>
/// <param name="Issue">The issue it concerns; null when it concerns none in particular.</param>
/// <param name="IsNear">The day comes near.</param>
/// <param name="IsOverdue">The day has passed.</param>
/// <param name="LeftBehindBy">Who had it to see to and has left: the reader is the office, which takes care of it; null when it is the reader's own.</param>
public sealed record MeetingDecisionMail(
    string Task,
    IssueBrief? Issue,
    DateOnly DueOn,
    bool IsNear,
    bool IsOverdue,
    string? Url,
    string? LeftBehindBy = null) : IMailValues<MeetingDecisionMail>
{
    public static MeetingDecisionMail Sample(string culture) => culture == Cultures.English
        ? new("Settle the interface between the two permit systems", IssueBrief.Sample(culture), new(2026, 12, 25), false, false, "https://rectification.example/scheduling")
        : new("打通两套审批系统的数据接口", IssueBrief.Sample(culture), new(2026, 12, 25), false, false, "https://rectification.example/scheduling");
}
