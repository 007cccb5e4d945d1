using Ledger.Deadlines;
using Notifications.Mails;
using Notifications.Mails.DeadlineNear;
using Notifications.Mails.Overdue;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>The ladder's mails: a deadline comes near, or has passed. Measures that share a deadline share one mail.</summary>
public sealed class DeadlineMails(IssueMails mails)
{
    /// <summary>One mail per recipient of <paramref name="due"/>, under the reminder's own keys.</summary>
    public IEnumerable<OutgoingMail> For(DueReminder due, DateOnly today) =>
        due.Recipients.Select(person => IssueMails.About(
            due.Issue.IssueId,
            due.Step.IsOverdue
                ? OutgoingMail.Of(Overdue(due, today), due.KeyFor(person), $"ladder/{due.Step.Code}", IssueMails.Address(person))
                : OutgoingMail.Of(Near(due, today), due.KeyFor(person), $"ladder/{due.Step.Code}", IssueMails.Address(person)),
            person.Culture));

    private DeadlineNearMail Near(DueReminder due, DateOnly today) =>
        new(Brief(due), Measures(due), due.Deadline, due.DaysLeft(today), due.Issue.LeadUnit);

    private OverdueMail Overdue(DueReminder due, DateOnly today) =>
        new(Brief(due), Measures(due), due.Deadline, -due.DaysLeft(today), due.Issue.LeadUnit);

    private IssueBrief Brief(DueReminder due) => mails.Brief(due.Issue.IssueId, due.Issue.Number, due.Issue.Title);

    private static List<MeasureBrief> Measures(DueReminder due) =>
        [.. due.Measures.Select(m => new MeasureBrief(m.Ordinal, m.Text, m.Deadline))];
}
