using Ledger.History;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Scheduling;

/// <summary>A decision as it is typed.</summary>
public sealed record DecisionWords(Guid? IssueId, string Text, Guid? OwnerId, DateOnly? DueOn);

/// <summary>The rules by which the office runs a meeting: it moves it, records it, takes decisions down and closes the record.</summary>
public static class RecordMeeting
{
    /// <summary>Another day or place.</summary>
    public static Refusal? Move(SchedulingMeeting meeting, DateTimeOffset meetsAt, string place, Actor actor, DateTimeOffset now)
    {
        if (Open(meeting, actor) is { } refusal)
        {
            return refusal;
        }

        return string.IsNullOrWhiteSpace(place) ? MeetingNeedsAPlace : meetsAt < now ? MeetingMustLieAhead : null;
    }

    /// <summary>Attendees and minutes; may be written over until the record is closed.</summary>
    public static Refusal? Write(SchedulingMeeting meeting, Actor actor) => Open(meeting, actor);

    /// <summary>Takes a decision down: it needs words, an owner and a day ahead.</summary>
    public static Refusal? Decide(SchedulingMeeting meeting, DecisionWords words, bool ownerIsKnown, Actor actor, DateOnly today)
    {
        if (Open(meeting, actor) is { } refusal)
        {
            return refusal;
        }

        if (string.IsNullOrWhiteSpace(words.Text))
        {
            return DecisionNeedsWords;
        }

        if (words.OwnerId is null || !ownerIsKnown)
        {
            return DecisionNeedsAnOwner;
        }

        return words.DueOn is not { } day || day < today ? DecisionNeedsADay : null;
    }

    /// <summary>Closes the record: who was there and what was found must stand in it.</summary>
    public static Outcome<MeetingClosed> Close(SchedulingMeeting meeting, Actor actor)
    {
        if (Open(meeting, actor) is { } refusal)
        {
            return refusal;
        }

        return string.IsNullOrWhiteSpace(meeting.Attendees) || string.IsNullOrWhiteSpace(meeting.Minutes)
            ? MeetingNeedsARecord
            : new MeetingClosed(meeting.HalfMonthFrom, meeting.Decisions.Count);
    }

    /// <summary>Marks a decision done, by its owner or the office, with what came of it.</summary>
    public static Refusal? Finish(MeetingDecision decision, string? result, Actor actor)
    {
        if (actor.Role != Role.Office && (actor.PersonId is null || actor.PersonId != decision.OwnerId))
        {
            return OnlyTheOwner;
        }

        if (decision.DoneAt is not null)
        {
            return DecisionAlreadyDone;
        }

        return string.IsNullOrWhiteSpace(result) ? DecisionNeedsAResult : null;
    }

    private static Refusal? Open(SchedulingMeeting meeting, Actor actor) =>
        actor.Role != Role.Office ? OnlyTheOffice : meeting.ClosedAt is not null ? MeetingIsClosed : null;
}
