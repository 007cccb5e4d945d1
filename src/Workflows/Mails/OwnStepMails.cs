using Ledger.Issues;
using Ledger.OwnSteps;
using Ledger.Reading;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Mails.Digest;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>Tells whom a step of the office's own asks that it waits for him, and whoever signs for him today.</summary>
public sealed class OwnStepMails(IssueMails mails, IOptions<SiteOptions> site)
{
    public async Task<IReadOnlyList<OutgoingMail>> AskedAsync(
        LedgerDb db, Issue issue, OwnStep step, SignOffParties parties, DateOnly today, CancellationToken cancellationToken)
    {
        var readers = await ReadersAsync(db, issue, step, parties, today, cancellationToken);
        return [.. readers.Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new DigestMail(today, [new DigestEntry(mails.Brief(issue), Matter(step, person), null)], site.Value.PublicUrl?.ToString()),
                IssueMails.Key(issue.Id, $"own-step/{step.Id:n}", person), "own-step/asked", IssueMails.Address(person)),
            person.Culture, issue.RoundId))];
    }

    private static async Task<IReadOnlyList<Person>> ReadersAsync(
        LedgerDb db, Issue issue, OwnStep step, SignOffParties parties, DateOnly today, CancellationToken cancellationToken) =>
        DecideOwnStep.Asked(issue, step.Party, parties) switch
        {
            StepParty.Office => await db.OfOffice().ToListAsync(cancellationToken),
            StepParty.LeadUnit => [.. SignOffMails.UnitOf(issue)],
            StepParty.LeadingGroup => await StepReaders.WithDelegatesAsync(
                db, await StepReaders.FirstRankAsync(db, issue, [.. parties.Group], cancellationToken), today, cancellationToken),
            var party => await StepReaders.WithDelegatesAsync(db, DecideOwnStep.Persons(issue, party, parties), today, cancellationToken),
        };

    private static string Matter(OwnStep step, Person reader) => (reader.Culture == "en", step.DueOn) switch
    {
        (true, { } due) => FormattableString.Invariant($"the additional step “{step.TaskName}” waits for you, until {due:d MMMM yyyy}"),
        (true, null) => $"the additional step “{step.TaskName}” waits for you",
        (false, { } due) => FormattableString.Invariant($"请于{due:yyyy年M月d日}前办理附加环节“{step.TaskName}”"),
        (false, null) => $"请办理附加环节“{step.TaskName}”",
    };
}
