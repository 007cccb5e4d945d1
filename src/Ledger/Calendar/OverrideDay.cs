using Ledger.History;
using Ledger.Refusals;

namespace Ledger.Calendar;

/// <summary>The rule by which the office declares a day worked or off for itself.</summary>
public static class OverrideDay
{
    /// <summary>Whether the day may be set so; the answer is the history entry to be.</summary>
    public static Outcome<DayOverridden> Decide(WorkingCalendar calendar, DateOnly? day, bool isOff, string? name, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return Refusals.Refusals.OnlyTheOffice;
        }

        if (day is not { } known)
        {
            return CalendarRefusals.OverrideWithoutDay;
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            return CalendarRefusals.OverrideWithoutName;
        }

        return calendar.IsWorkingDay(known) == !isOff
            ? CalendarRefusals.OverrideChangesNothing(known)
            : new DayOverridden(known, isOff, name.Trim());
    }
}
