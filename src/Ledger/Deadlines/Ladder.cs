using Ledger.Calendar;

namespace Ledger.Deadlines;

/// <summary>The rung one role stands at.</summary>
/// <param name="Role">One of <see cref="Audience"/>; <see cref="Audience.None"/> for those an issue names besides, who hear everything.</param>
public sealed record RoleRung(Audience Role, Rung Rung);

/// <summary>The deadline ladder (提醒阶梯) as data: pure, of a day, a deadline and the calendar.</summary>
public sealed record Ladder(IReadOnlyList<LadderStep> Steps)
{
    /// <summary>The ladder used where no other is set.</summary>
    public static readonly Guid DefaultId = new("1add0000-0000-4000-8000-000000000001");

    private static readonly Audience[] Roles = [.. Enum.GetValues<Audience>().Where(role => role != Audience.None)];

    /// <summary>
    /// After the clearest published ladder (Chongqing Jiangjin): 20 days to the liaisons, 10 adding the unit's head, overdue
    /// adding the lead leaders, again every five working days up to four times, and a numbered letter.
    /// </summary>
    public static Ladder Default { get; } = new(
    [
        new("near-20", LadderSide.Before, 20, DayCount.Calendar, Audience.Liaisons),
        new("near-10", LadderSide.Before, 10, DayCount.Calendar, Audience.Liaisons | Audience.UnitHead, Light: Light.Yellow),
        new("overdue", LadderSide.After, 1, DayCount.Working, Audience.Liaisons | Audience.UnitHead | Audience.LeadLeaders,
            Light: Light.Red, Repeat: new LadderRepeat(5, 4)),
        new("overdue-letter", LadderSide.After, 1, DayCount.Working, Audience.None, LadderPaper.ReminderLetter, Light.Red),
    ]);

    /// <summary>
    /// Where each role stands on <paramref name="today"/>: the latest mail that should have gone out to it by now. What was
    /// overtaken is not there, so a run that was missed loses nothing and a long outage says everything once.
    /// </summary>
    public IEnumerable<RoleRung> MailsDue(DateOnly dueOn, DateOnly today, WorkingCalendar calendar)
    {
        var reached = Reached(dueOn, today, calendar, LadderPaper.Mail);
        foreach (var role in Roles)
        {
            if (reached.LastOrDefault(rung => rung.Step.Audience.HasFlag(role)) is { } rung)
            {
                yield return new RoleRung(role, rung);
            }
        }

        if (reached.Count > 0)
        {
            yield return new RoleRung(Audience.None, reached[^1]);
        }
    }

    /// <summary>The latest letter of each kind that should have been drafted by <paramref name="today"/>.</summary>
    public IEnumerable<Rung> LettersDue(DateOnly dueOn, DateOnly today, WorkingCalendar calendar) =>
        new[] { LadderPaper.ReminderLetter, LadderPaper.SupervisionLetter }
            .Select(paper => Reached(dueOn, today, calendar, paper).LastOrDefault()).OfType<Rung>();

    /// <summary>Everything that stands between two days, both included, in the order it goes out.</summary>
    public IEnumerable<Rung> Between(DateOnly dueOn, DateOnly from, DateOnly until, WorkingCalendar calendar) =>
        Steps.SelectMany(step => step.RungsOf(dueOn, until, calendar)).Where(rung => rung.Day >= from && rung.Day <= until).OrderBy(rung => rung.Day);

    /// <summary>How many calendar days before its deadline a measure can come into the ladder's reach, with room for festivals.</summary>
    public int ReachBefore => Steps.Where(step => step.Side == LadderSide.Before)
        .Select(step => step.Count == DayCount.Working ? (step.Offset * 2) + 30 : step.Offset).DefaultIfEmpty(0).Max();

    // In the order of days; of one day the step further up the ladder counts more.
    private List<Rung> Reached(DateOnly dueOn, DateOnly today, WorkingCalendar calendar, LadderPaper paper) =>
        [.. Steps.Where(step => step.Paper == paper).SelectMany(step => step.RungsOf(dueOn, today, calendar))
            .Where(rung => rung.Day <= today).OrderBy(rung => rung.Day)];
}
