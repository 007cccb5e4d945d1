using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Scheduling;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Npgsql;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>What people do with a scheduling meeting and its decisions. Every act is one transaction; null means done.</summary>
public sealed class SchedulingActs(OfficeTransaction office, Outbox outbox, SchedulingMails mails, TimeProvider clock)
{
    /// <summary>The office moves the meeting; participants are told anew.</summary>
    public Task<Refusal?> MoveAsync(Actor actor, Guid id, DateTimeOffset meetsAt, string place, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (transaction, db, meeting) =>
        {
            if (RecordMeeting.Move(meeting, meetsAt, place, actor, clock.GetUtcNow()) is { } refusal)
            {
                return refusal;
            }

            (meeting.MeetsAt, meeting.Place, meeting.Changes) = (meetsAt, place.Trim(), meeting.Changes + 1);
            await db.SaveChangesAsync(cancellationToken);
            await outbox.EnqueueAsync(transaction, await mails.AgendaAsync(db, [meeting], cancellationToken), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The office draws the agenda anew from how things stand now.</summary>
    public Task<Refusal?> RedrawAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (_, db, meeting) =>
        {
            if (RecordMeeting.Write(meeting, actor) is { } refusal)
            {
                return refusal;
            }

            var settings = await db.Rounds.Where(r => r.Id == meeting.RoundId).Select(r => r.Settings).SingleAsync(cancellationToken);
            await Agenda.DrawAsync(db, meeting.Id, meeting.RoundId, settings.Scheduling, clock.Today(), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The office writes the record.</summary>
    public Task<Refusal?> WriteAsync(Actor actor, Guid id, string attendees, string minutes, CancellationToken cancellationToken) =>
        OnAsync(actor, id, (_, _, meeting) =>
        {
            var refusal = RecordMeeting.Write(meeting, actor);
            if (refusal is null)
            {
                (meeting.Attendees, meeting.Minutes) = (attendees.Trim(), minutes.Trim());
            }

            return Task.FromResult(refusal);
        }, cancellationToken);

    /// <summary>The office takes a decision down; its owner is told at once.</summary>
    public Task<Refusal?> DecideAsync(Actor actor, Guid id, DecisionWords words, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (transaction, db, meeting) =>
        {
            var owner = await db.People.SingleOrDefaultAsync(p => p.Id == words.OwnerId, cancellationToken);
            if (RecordMeeting.Decide(meeting, words, owner is not null, actor, clock.Today()) is { } refusal)
            {
                return refusal;
            }

            var decision = new MeetingDecision
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                MeetingId = id,
                Ordinal = meeting.Decisions.Select(d => d.Ordinal).DefaultIfEmpty().Max() + 1,
                IssueId = words.IssueId,
                Text = words.Text.Trim(),
                OwnerId = owner!.Id,
                OwnerName = owner.Name,
                DueOn = words.DueOn!.Value,
            };
            db.MeetingDecisions.Add(decision);
            Note(db, meeting, decision.IssueId, new DecisionTaken(meeting.HalfMonthFrom, decision.Text, owner.Name, decision.DueOn), actor);
            await db.SaveChangesAsync(cancellationToken);
            await outbox.EnqueueAsync(transaction, await mails.DecidedAsync(db, [decision], SchedulingMails.Decided, cancellationToken), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>The office closes the record.</summary>
    public Task<Refusal?> CloseAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        OnAsync(actor, id, (_, db, meeting) =>
        {
            var closed = RecordMeeting.Close(meeting, actor);
            if (!closed.IsRefused)
            {
                (meeting.ClosedAt, meeting.ClosedByName) = (clock.GetUtcNow(), actor.Name);
                Note(db, meeting, null, closed.Value, actor);
            }

            return Task.FromResult(closed.Refusal);
        }, cancellationToken);

    /// <summary>A decision's owner, or the office, says what came of it.</summary>
    public Task<Refusal?> FinishAsync(Actor actor, Guid id, Guid decisionId, string? result, CancellationToken cancellationToken) =>
        OnAsync(actor, id, (_, db, meeting) =>
        {
            if (meeting.Decisions.SingleOrDefault(d => d.Id == decisionId) is not { } decision)
            {
                return Task.FromResult<Refusal?>(Refusals.MeetingNotFound);
            }

            var refusal = RecordMeeting.Finish(decision, result, actor);
            if (refusal is null)
            {
                (decision.DoneAt, decision.DoneByName, decision.Result) = (clock.GetUtcNow(), actor.Name, result!.Trim());
                Note(db, meeting, decision.IssueId, new DecisionDone(decision.Text, decision.Result), actor);
            }

            return Task.FromResult(refusal);
        }, cancellationToken);

    private void Note(LedgerDb db, SchedulingMeeting meeting, Guid? issueId, HistoryEvent what, Actor actor) => db.History.Add(new HistoryEntry
    {
        RoundId = meeting.RoundId,
        IssueId = issueId,
        At = clock.GetUtcNow(),
        ActorId = actor.Id,
        ActorName = actor.Name,
        What = what,
    });

    /// <summary>The meeting is locked first: of two acts at once the second sees what the first has done.</summary>
    private Task<Refusal?> OnAsync(
        Actor actor, Guid id, Func<NpgsqlTransaction, LedgerDb, SchedulingMeeting, Task<Refusal?>> act, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ledger.scheduling_meeting where id = {id} for no key update", cancellationToken);
            var meeting = await db.SchedulingMeetings.Include(m => m.Decisions).SingleOrDefaultAsync(m => m.Id == id, cancellationToken);
            if (meeting is null)
            {
                return Refusals.MeetingNotFound;
            }

            if (await act(transaction, db, meeting) is { } refusal)
            {
                return refusal;
            }

            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);
}
