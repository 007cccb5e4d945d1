using System.Globalization;
using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails.SignOffAsked;
using Notifications.Mails.SignOffDone;
using Notifications.Mails.SignOffReturned;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>Tells the office that a sign-off waits for it, and the lead unit what became of it.</summary>
public sealed class SignOffMails(IssueMails mails)
{
    /// <summary>To the office's liaisons: a request waits to be verified.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> AskedAsync(LedgerDb db, Issue issue, SignOffRound round, CancellationToken cancellationToken)
    {
        var office = await db.Units.Where(u => u.IsOffice).SelectMany(u => u.Liaisons).ToListAsync(cancellationToken);
        return [.. office.Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new SignOffAskedMail(
                    mails.Brief(issue), issue.LeadUnit!.Name, Shanghai.DayOf(round.AppliedAt), round.Number, Stage(person), round.Statement, 0),
                Key(issue, round, "asked", person), "sign-off/asked", IssueMails.Address(person)),
            person.Culture, issue.RoundId))];
    }

    /// <summary>To the lead unit's liaisons and head: signed off, or returned with the reason.</summary>
    public IEnumerable<OutgoingMail> Decided(Issue issue, SignOffRound round) =>
        Unit(issue).Select(person => IssueMails.About(
            issue.Id,
            round.Outcome == SignOffOutcome.Approved
                ? OutgoingMail.Of(Done(issue, round), Key(issue, round, "done", person), "sign-off/done", IssueMails.Address(person))
                : OutgoingMail.Of(Returned(issue, round), Key(issue, round, "returned", person), "sign-off/returned", IssueMails.Address(person)),
            person.Culture, issue.RoundId));

    private static string Stage(Person reader) => reader.Culture == "en" ? "verification by the office" : "整改办核查";

    private static string Key(Issue issue, SignOffRound round, string what, Person person) =>
        IssueMails.Key(issue.Id, string.Create(CultureInfo.InvariantCulture, $"sign-off/{round.Number}/{what}"), person);

    private static IEnumerable<Person> Unit(Issue issue)
    {
        IEnumerable<Person> people = issue.LeadUnit!.Liaisons;
        return (issue.LeadUnit.Head is { } head ? people.Append(head) : people).DistinctBy(p => p.Id);
    }

    private SignOffDoneMail Done(Issue issue, SignOffRound round) =>
        new(mails.Brief(issue), issue.LeadUnit!.Name, round.DecidedByName!, Shanghai.DayOf(round.DecidedAt!.Value), null);

    private SignOffReturnedMail Returned(Issue issue, SignOffRound round) =>
        new(mails.Brief(issue), issue.LeadUnit!.Name, round.DecidedByName!, Shanghai.DayOf(round.DecidedAt!.Value), round.Reason!, [], null);
}
