using Notifications.Templates;

namespace Notifications.Mails.SchedulingAgenda;

/// <summary>The agenda of a half-monthly scheduling meeting.</summary>
/// <param name="Items">In order, the worst first.</param>
/// <param name="More">How many items there are besides those that are named; the page has them all.</param>
public sealed record SchedulingAgendaMail(
    DateTimeOffset MeetingOn,
    string Place,
    IReadOnlyList<AgendaItem> Items,
    string? Url,
    int More = 0) : IMailValues<SchedulingAgendaMail>
{
    public static SchedulingAgendaMail Sample(string culture) => culture == Cultures.English
        ? new(new(2026, 12, 16, 1, 0, 0, TimeSpan.Zero), "meeting room 2", [new(IssueBrief.Sample(culture), "Administrative Approval Bureau", "5 days overdue")], "https://rectification.example/scheduling")
        : new(new(2026, 12, 16, 1, 0, 0, TimeSpan.Zero), "市委二号会议室", [new(IssueBrief.Sample(culture), "市行政审批局", "已逾期5天")], "https://rectification.example/scheduling");
}

/// <param name="Reason">Why it is on the agenda, in the reader's language, e.g. overdue or behind plan.</param>
public sealed record AgendaItem(IssueBrief Issue, string LeadUnit, string Reason);
