using Ledger.History;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Units.History;
using static Ledger.Refusals.Refusals;
using static Ledger.Units.RosterRefusals;

namespace Ledger.Units.Appointing;

/// <summary>
/// The rule for saying who sits in a seat of a round's leading group. A notice prints names, and a name approves nothing: until
/// a person sits in one of the seats that approve, every request waits at the approval.
/// </summary>
public static class FillSeat
{
    /// <param name="seatId">The seat; null makes one more deputy head.</param>
    public static Outcome<SeatFilled> Decide(IReadOnlyList<LeadingGroupMember> group, Guid? seatId, Person person, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (person.LeftOn is not null)
        {
            return HasLeft(person.Name);
        }

        if (seatId is null)
        {
            return new SeatFilled(LeadingGroupRole.DeputyHead, person.Name, null);
        }

        return group.SingleOrDefault(s => s.Id == seatId && s.Approves) is { } seat
            ? new SeatFilled(seat.Role, person.Name, seat.Name)
            : SeatNotFound;
    }

    /// <summary>Carries it out on the rows.</summary>
    public static void Apply(InspectionRound round, Guid? seatId, Person person, DateTimeOffset now)
    {
        if (round.LeadingGroup.SingleOrDefault(s => s.Id == seatId) is { } seat)
        {
            (seat.PersonId, seat.Name, seat.Title) = (person.Id, person.Name, person.Title);
            return;
        }

        round.LeadingGroup.Add(new LeadingGroupMember
        {
            Id = Guid.CreateVersion7(now),
            RoundId = round.Id,
            Role = LeadingGroupRole.DeputyHead,
            Name = person.Name,
            Title = person.Title,
            PersonId = person.Id,
            Ordinal = round.LeadingGroup.Where(s => s.Role == LeadingGroupRole.DeputyHead).Select(s => s.Ordinal).DefaultIfEmpty().Max() + 1,
        });
    }
}
