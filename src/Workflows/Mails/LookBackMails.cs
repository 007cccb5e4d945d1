using System.Globalization;
using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails.LookBackDue;
using Notifications.Mails.Rebound;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>Tells the office that a look-back is due, and everybody on the issue that it has come back.</summary>
public sealed class LookBackMails(IssueMails mails)
{
    /// <summary>To the office's liaisons.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> DueAsync(LedgerDb db, Issue issue, LookBack due, CancellationToken cancellationToken)
    {
        var office = await db.OfOffice().ToListAsync(cancellationToken);
        return [.. office.Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new LookBackDueMail(mails.Brief(issue), issue.LeadUnit!.Name, Shanghai.DayOf(due.SignedOffAt), due.DueOn),
                IssueMails.Key(issue.Id, string.Create(CultureInfo.InvariantCulture, $"look-back/{due.Cycle}/due"), person),
                "look-back/due", IssueMails.Address(person)),
            person.Culture, issue.RoundId))];
    }

    /// <summary>To the lead unit's people and those of the lead leaders who are still there: an issue signed off keeps the names it was signed under.</summary>
    public IEnumerable<OutgoingMail> Rebound(Issue issue, LookBackFindings findings) =>
        SignOffMails.UnitOf(issue).Concat(issue.LeadLeaders.Select(l => l.Person!)).Where(p => p.LeftOn is null).DistinctBy(p => p.Id).Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new ReboundMail(mails.Brief(issue), issue.LeadUnit!.Name, issue.Cycle, findings.Finding!.Trim(), findings.Deadline),
                IssueMails.Key(issue.Id, string.Create(CultureInfo.InvariantCulture, $"rebound/{issue.Cycle}"), person),
                "look-back/rebound", IssueMails.Address(person)),
            person.Culture, issue.RoundId));
}
