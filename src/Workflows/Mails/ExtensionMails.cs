using System.Globalization;
using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails.ExtensionAsked;
using Notifications.Mails.ExtensionDecided;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>Tells whoever an extension waits for, and the lead unit what became of it.</summary>
public sealed class ExtensionMails(IssueMails mails)
{
    /// <summary>To the office, or at the second level to the leaders who decide and whoever signs for them today.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> AskedAsync(
        LedgerDb db, Issue issue, ExtensionRequest request, SignOffParties parties, DateOnly today, CancellationToken cancellationToken)
    {
        var values = new ExtensionAskedMail(
            mails.Brief(issue), issue.LeadUnit!.Name, request.OldDeadline, request.NewDeadline, request.Number, request.Reason);
        var readers = request.Outcome == ExtensionOutcome.AtTheOffice
            ? await db.OfOffice().ToListAsync(cancellationToken)
            : await StepReaders.WithDelegatesAsync(
                db,
                Capacity.Asked(
                    issue,
                    parties.Settings.ExtensionsApprovedBy == ExtensionApprover.LeadLeader ? SignOffStepKind.Agree : SignOffStepKind.Approve,
                    parties),
                today, cancellationToken);
        var level = request.Outcome == ExtensionOutcome.AtTheOffice ? "office" : "leaders";
        return [.. readers.Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(values, Key(request, $"asked/{level}", person), "extension/asked", IssueMails.Address(person)),
            person.Culture, issue.RoundId))];
    }

    /// <summary>To the lead unit's liaisons and head.</summary>
    public IEnumerable<OutgoingMail> Decided(Issue issue, ExtensionRequest request, Actor by) =>
        SignOffMails.UnitOf(issue).Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new ExtensionDecidedMail(
                    mails.Brief(issue), issue.LeadUnit!.Name, request.OldDeadline, request.NewDeadline,
                    request.Outcome == ExtensionOutcome.Granted, by.Name, request.Opinion),
                Key(request, "decided", person), "extension/decided", IssueMails.Address(person)),
            person.Culture, issue.RoundId));

    private static string Key(ExtensionRequest request, string what, Person person) =>
        IssueMails.Key(request.IssueId, string.Create(CultureInfo.InvariantCulture, $"extension/{request.Id:n}/{what}"), person);
}
