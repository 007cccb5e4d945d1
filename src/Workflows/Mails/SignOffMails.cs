using System.Globalization;
using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Notifications.Mails.SignOffAgreed;
using Notifications.Mails.SignOffAsked;
using Notifications.Mails.SignOffDone;
using Notifications.Mails.SignOffReturned;
using Notifications.Mails.SignOffWithdrawn;
using Notifications.Queueing;
using Workflows.LifeCycle;

namespace Workflows.Mails;

/// <summary>Tells whoever is asked at a step that it waits for him, and the lead unit what became of its request.</summary>
public sealed class SignOffMails(IssueMails mails)
{
    /// <summary>To those the step asks, and to those who sign for them today.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> AskedAsync(
        LedgerDb db, Issue issue, SignOffRound round, SignOffStep step, SignOffParties parties, DateOnly today, CancellationToken cancellationToken)
    {
        var evidence = RoundEvidence.Of(issue, round).Count;
        var asked = await StepReaders.OfAsync(db, issue, round, step, parties, today, cancellationToken);
        return [.. asked.Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new SignOffAskedMail(
                    mails.Brief(issue), issue.LeadUnit!.Name, Shanghai.DayOf(round.AppliedAt), round.Number, Stage(step.TaskName, person), round.Statement, evidence,
                    NobodyDecides: step.Kind == SignOffStepKind.Approve && !Capacity.StillAsked(issue, round, step.Kind, parties).Any()),
                Key(issue, round, step, "asked", person), "sign-off/asked", IssueMails.Address(person)),
            person.Culture, issue.RoundId))];
    }

    /// <summary>To the lead unit's liaisons and head: agreed, signed off, or returned with the reason; at the end to the lead leaders too.</summary>
    /// <param name="next">The task the request comes to next, where it goes on.</param>
    public IEnumerable<OutgoingMail> Decided(Issue issue, SignOffRound round, SignOffStep step, DateOnly? lookBackOn, string? next)
    {
        var last = step.Decisions.MaxBy(d => d.At)!;
        var by = last.ForName is null ? last.ActorName : $"{last.ActorName}（代{last.ForName}）";
        var day = Shanghai.DayOf(last.At);
        var unit = issue.LeadUnit!.Name;
        var readers = round.Outcome == SignOffOutcome.Approved ? UnitOf(issue).Concat(issue.LeadLeaders.Select(l => l.Person!)) : UnitOf(issue);
        return readers.DistinctBy(p => p.Id).Select(person => IssueMails.About(
            issue.Id,
            round.Outcome switch
            {
                SignOffOutcome.Approved => OutgoingMail.Of(
                    new SignOffDoneMail(mails.Brief(issue), unit, by, day, lookBackOn),
                    Key(issue, round, step, "done", person), "sign-off/done", IssueMails.Address(person)),
                SignOffOutcome.Returned => OutgoingMail.Of(
                    new SignOffReturnedMail(mails.Brief(issue), unit, by, day, round.Reason!, round.Demands, null),
                    Key(issue, round, step, "returned", person), "sign-off/returned", IssueMails.Address(person)),
                _ => OutgoingMail.Of(
                    new SignOffAgreedMail(mails.Brief(issue), unit, Stage(step.TaskName, person), by, day, next is null ? null : Stage(next, person), last.Opinion),
                    Key(issue, round, step, "agreed", person), "sign-off/agreed", IssueMails.Address(person)),
            },
            person.Culture, issue.RoundId));
    }

    /// <summary>To those who were asked at the step where the request waited, and to the lead unit: it is taken back.</summary>
    public IEnumerable<OutgoingMail> Withdrawn(Issue issue, SignOffRound round, IReadOnlyList<Person> asked) =>
        asked.Concat(UnitOf(issue)).DistinctBy(p => p.Id).Select(person => IssueMails.About(
            issue.Id,
            OutgoingMail.Of(
                new SignOffWithdrawnMail(
                    mails.Brief(issue), issue.LeadUnit!.Name, round.DecidedByName!, Shanghai.DayOf(round.DecidedAt!.Value), round.Number, round.Reason!),
                IssueMails.Key(issue.Id, string.Create(CultureInfo.InvariantCulture, $"sign-off/{round.Number}/withdrawn"), person),
                "sign-off/withdrawn", IssueMails.Address(person)),
            person.Culture, issue.RoundId));

    /// <summary>The lead unit's liaisons and head.</summary>
    internal static IEnumerable<Person> UnitOf(Issue issue)
    {
        IEnumerable<Person> people = issue.LeadUnit!.Liaisons;
        return (issue.LeadUnit.Head is { } head ? people.Append(head) : people).DistinctBy(p => p.Id);
    }

    private static string Stage(string task, Person reader) => (LifeCycleRoute.KindOf(task), reader.Culture == "en") switch
    {
        (SignOffStepKind.Endorse, true) => "signature of the unit's head",
        (SignOffStepKind.Endorse, _) => "单位主要负责人签署",
        (SignOffStepKind.Agree, true) => "agreement of the lead leader",
        (SignOffStepKind.Agree, _) => "牵头领导审核",
        (SignOffStepKind.Verify, true) => "verification by the office",
        (SignOffStepKind.Verify, _) => "整改办核查",
        (SignOffStepKind.Approve, true) => "approval of the leading group",
        (SignOffStepKind.Approve, _) => "领导小组审批",
        _ => task,
    };

    private static string Key(Issue issue, SignOffRound round, SignOffStep step, string what, Person person) =>
        IssueMails.Key(issue.Id, string.Create(CultureInfo.InvariantCulture, $"sign-off/{round.Number}/{step.Ordinal}/{what}"), person);
}
