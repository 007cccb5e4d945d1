using Ledger.Assigning;
using Ledger.Issues;
using Ledger.Units;
using Notifications.Mails;
using Notifications.Mails.Assigned;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>Tells the lead unit's liaisons and head, and the responsible units' liaisons, that an issue is theirs.</summary>
public sealed class AssignedMails(IssueMails mails)
{
    /// <summary>One mail per person; nobody hears twice, and a repeated assignment has the same keys.</summary>
    /// <param name="toSign">Whether the life cycle asks the lead unit to sign for it: its people then get a link each.</param>
    public IEnumerable<OutgoingMail> For(Issue issue, RosterExcerpt roster, DateOnly today, bool toSign)
    {
        var lead = roster.Units[issue.LeadUnitId!.Value];
        var values = new AssignedMail(
            mails.Brief(issue),
            [.. issue.LeadLeaders.OrderBy(l => l.Ordinal).Select(l => roster.People[l.PersonId].Name)],
            lead.Name,
            [.. issue.ResponsibleUnits.Select(u => u.Name)],
            issue.Measures.Where(m => m.DeadlineKind != DeadlineKind.LongTerm).Max(m => m.Deadline),
            [.. issue.Measures.OrderBy(m => m.Ordinal).Select(m => new MeasureBrief(m.Ordinal, m.Text, m.Deadline))]);
        return Readers(issue, lead).Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(values, IssueMails.Key(issue.Id, "assigned", person), "assigned", IssueMails.Address(person)),
            person.Culture, issue.RoundId) with
        {
            Receipt = toSign && (lead.HeadId == person.Id || lead.Liaisons.Any(l => l.Id == person.Id)) ? AssignmentReceipts.OfferFor(issue, today) : null,
        });
    }

    private static IEnumerable<Person> Readers(Issue issue, Unit lead)
    {
        IEnumerable<Person> readers = [.. lead.Liaisons, .. issue.ResponsibleUnits.SelectMany(u => u.Liaisons)];
        return (lead.Head is null ? readers : readers.Append(lead.Head)).DistinctBy(p => p.Id);
    }
}
