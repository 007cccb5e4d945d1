using Ledger.Calendar;

namespace Ledger.Deadlines;

/// <summary>Whom a step of the ladder speaks to, by role on the issue.</summary>
[Flags]
public enum Audience
{
    None = 0,

    /// <summary>Liaisons of the lead unit.</summary>
    Liaisons = 1,

    /// <summary>Head of the lead unit.</summary>
    UnitHead = 2,

    /// <summary>The lead leaders.</summary>
    LeadLeaders = 4,

    /// <summary>Liaisons of the responsible units.</summary>
    ResponsibleUnits = 8,

    /// <summary>Liaisons of the rectification office.</summary>
    Office = 16,
}

/// <summary>On which side of the deadline a step stands.</summary>
public enum LadderSide
{
    Before,
    After,
}

/// <summary>How a step counts its days.</summary>
public enum DayCount
{
    /// <summary>自然日.</summary>
    Calendar,

    /// <summary>工作日.</summary>
    Working,
}

/// <summary>What a step puts into the recipient's hands.</summary>
public enum LadderPaper
{
    Mail,

    /// <summary>提醒函: drafted for approval, addressed to the lead unit.</summary>
    ReminderLetter,

    /// <summary>督办函, likewise.</summary>
    SupervisionLetter,
}

/// <summary>That a step comes again.</summary>
/// <param name="Every">After so many days, counted as the step counts.</param>
/// <param name="AtMost">The stop rule: how often in all, the first time included; null goes on until the work is done.</param>
public sealed record LadderRepeat(int Every, int? AtMost);

/// <summary>One step of the ladder, as data.</summary>
/// <param name="Code">Stable name, part of the key under which it goes out once.</param>
/// <param name="Light">The colour the reminder carries.</param>
public sealed record LadderStep(
    string Code,
    LadderSide Side,
    int Offset,
    DayCount Count,
    Audience Audience,
    LadderPaper Paper = LadderPaper.Mail,
    Light Light = Light.Green,
    LadderRepeat? Repeat = null)
{
    /// <summary>The step speaks of a missed deadline.</summary>
    public bool IsOverdue => Side == LadderSide.After;

    /// <summary>
    /// Its occurrences for a deadline that runs to <paramref name="dueOn"/>, up to <paramref name="until"/>. A ladder does not
    /// climb on a day off: an occurrence that falls on one stands on the next working day. Before a deadline nothing repeats past it.
    /// </summary>
    public IEnumerable<Rung> RungsOf(DateOnly dueOn, DateOnly until, WorkingCalendar calendar)
    {
        var signed = Side == LadderSide.Before ? -Offset : Offset;
        var planned = Move(dueOn, signed, calendar);
        for (var occurrence = 0; planned <= until; occurrence++)
        {
            yield return new Rung(this, occurrence, calendar.NextWorkingDay(planned));
            if (Repeat is not { } repeat || occurrence + 1 >= repeat.AtMost)
            {
                yield break;
            }

            planned = Move(planned, repeat.Every, calendar);
            if (Side == LadderSide.Before && planned > dueOn)
            {
                yield break;
            }
        }
    }

    private DateOnly Move(DateOnly day, int by, WorkingCalendar calendar) =>
        Count == DayCount.Working ? calendar.AddWorkingDays(day, by) : day.AddDays(by);
}

/// <summary>One occurrence of a step, from 0, and the working day it stands on.</summary>
public sealed record Rung(LadderStep Step, int Occurrence, DateOnly Day);
