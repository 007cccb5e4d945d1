using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Scheduling;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Mails;
using Notifications.Mails.MeetingDecision;
using Notifications.Mails.SchedulingAgenda;
using Notifications.Queueing;

namespace Workflows.Mails;

/// <summary>The mails of scheduling: the agenda to whom it concerns, a decision to its owner.</summary>
public sealed class SchedulingMails(IssueMails mails, IOptions<SiteOptions> site)
{
    public const string Decided = "decided";

    public const string Near = "near";

    public const string Overdue = "overdue";

    /// <summary>
    /// The agenda: the office and the lead leaders of its issues get it whole, the people of a lead unit their own items. A
    /// meeting without exceptions asks nobody but the office to come.
    /// </summary>
    public async Task<IReadOnlyList<OutgoingMail>> AgendaAsync(
        LedgerDb db, IReadOnlyList<SchedulingMeeting> meetings, CancellationToken cancellationToken)
    {
        var all = new List<OutgoingMail>();
        foreach (var meeting in meetings)
        {
            var agenda = await SchedulingReading.AgendaAsync(db, Actor.System, [meeting.Id], cancellationToken);
            var ofUnit = agenda.ToLookup(i => i.UnitId);
            var units = ofUnit.Select(unit => unit.Key).ToArray();
            var leading = db.AgendaEntries.Where(e => e.MeetingId == meeting.Id).Join(db.Set<LeadLeader>(), e => e.IssueId, l => l.IssueId, (_, l) => l.PersonId);
            var leaders = await db.People.AsNoTracking().Where(p => leading.Contains(p.Id)).ToListAsync(cancellationToken);
            var office = await OfficeAsync(db, cancellationToken);
            var concerned = await db.Units.AsNoTracking().Where(u => units.Contains(u.Id)).Include(u => u.Head).Include(u => u.Liaisons).ToListAsync(cancellationToken);
            var whole = office.Concat(leaders).DistinctBy(p => p.Id).ToDictionary(p => p.Id);
            all.AddRange(whole.Values.Select(person => One(meeting, agenda, person)));
            all.AddRange(
                from reader in concerned.SelectMany(unit => Readers(unit).Select(person => (Person: person, Unit: unit.Id))).GroupBy(r => r.Person.Id)
                where !whole.ContainsKey(reader.Key)
                select One(meeting, [.. reader.Select(r => r.Unit).Distinct().SelectMany(unit => ofUnit[unit])], reader.First().Person));
        }

        return all;
    }

    /// <summary>Tells owners of their decisions. The decision of one who has left does not rest: its reminders go to the office.</summary>
    /// <param name="what">Why now: <see cref="Decided"/>, <see cref="Near"/> or <see cref="Overdue"/>; part of the key.</param>
    public async Task<IReadOnlyList<OutgoingMail>> DecidedAsync(
        LedgerDb db, IReadOnlyList<MeetingDecision> decisions, string what, CancellationToken cancellationToken)
    {
        var owners = decisions.Select(d => d.OwnerId).ToArray();
        var people = await db.People.AsNoTracking().Where(p => p.LeftOn == null && owners.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var meetings = decisions.Select(d => d.MeetingId).ToArray();
        var rounds = await db.SchedulingMeetings.AsNoTracking().Where(m => meetings.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.RoundId, cancellationToken);
        var concerned = decisions.Where(d => d.IssueId != null).Select(d => d.IssueId!.Value).ToArray();
        var issues = await db.Issues.AsNoTracking().Where(i => concerned.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancellationToken);
        var office = owners.All(people.ContainsKey) ? [] : await OfficeAsync(db, cancellationToken);
        return [..
            from decision in decisions
            let isLeft = !people.ContainsKey(decision.OwnerId)
            from person in isLeft ? office : [people[decision.OwnerId]]
            let brief = decision.IssueId is { } id ? mails.Brief(issues[id]) : null
            select DecidedTo(person, decision, brief, what, isLeft) with { Scope = IssueMails.ScopeOf(rounds[decision.MeetingId]) }];
    }

    private OutgoingMail DecidedTo(Person person, MeetingDecision decision, IssueBrief? brief, string what, bool isLeft) => OutgoingMail.Of(
        new MeetingDecisionMail(
            decision.Text, brief, decision.DueOn, what == Near, what == Overdue, Url(decision.MeetingId), isLeft ? decision.OwnerName : null),
        FormattableString.Invariant($"decision/{decision.Id:n}/{what}/{person.Id:n}"), $"scheduling/{what}", IssueMails.Address(person)) with
    {
        Culture = person.Culture,
        Thread = $"meeting-{decision.MeetingId:n}",
        RelatesTo = decision.IssueId is { } about ? IssueMails.RelatesTo(about) : $"meeting/{decision.MeetingId:n}",
        Deferrable = what != Decided,
    };

    private static Task<List<Person>> OfficeAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.OfOffice().ToListAsync(cancellationToken);

    private static IEnumerable<Person> Readers(Unit unit) => unit.Head is { } head ? unit.Liaisons.Append(head) : unit.Liaisons;

    private OutgoingMail One(SchedulingMeeting meeting, IReadOnlyList<Ledger.Scheduling.AgendaItem> agenda, Person person) => OutgoingMail.Of(
        new SchedulingAgendaMail(
            meeting.MeetsAt, meeting.Place,
            [.. agenda.Take(IssueMails.MostNamed).Select(i => new Notifications.Mails.SchedulingAgenda.AgendaItem(
                mails.Brief(i.IssueId, i.Number, i.Title), i.Unit, AgendaWords.Of(i.Reasons, person.Culture == "en")))],
            Url(meeting.Id), Math.Max(0, agenda.Count - IssueMails.MostNamed)),
        FormattableString.Invariant($"meeting/{meeting.Id:n}/agenda/{meeting.Changes}/{person.Id:n}"), "scheduling/agenda", IssueMails.Address(person)) with
    {
        Culture = person.Culture,
        Scope = IssueMails.ScopeOf(meeting.RoundId),
        Thread = $"meeting-{meeting.Id:n}",
        RelatesTo = $"meeting/{meeting.Id:n}",
    };

    private string? Url(Guid meeting) => site.Value.PublicUrl is { } root ? new Uri(root, $"/scheduling/{meeting}").ToString() : null;
}
