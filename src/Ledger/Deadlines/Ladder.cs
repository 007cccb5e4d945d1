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
}

/// <summary>One step: from <paramref name="DaysBefore"/> days before the deadline on (negative: after it), tell <paramref name="Audience"/>.</summary>
/// <param name="Code">Stable name, part of the key under which it goes out once.</param>
public sealed record LadderStep(string Code, int DaysBefore, Audience Audience)
{
    /// <summary>The step speaks of a missed deadline.</summary>
    public bool IsOverdue => DaysBefore < 0;
}

/// <summary>The deadline ladder as data: steps from far to near.</summary>
public sealed record Ladder(IReadOnlyList<LadderStep> Steps)
{
    /// <summary>The default: 20 days to the liaisons, 10 adding the unit's head, overdue adding the lead leaders (DOMAIN: Chongqing Jiangjin).</summary>
    public static Ladder Default { get; } = new(
    [
        new("near-20", 20, Audience.Liaisons),
        new("near-10", 10, Audience.Liaisons | Audience.UnitHead),
        new("overdue", -1, Audience.Liaisons | Audience.UnitHead | Audience.LeadLeaders),
    ]);

    /// <summary>
    /// The step that should have gone out by <paramref name="today"/>: the nearest one reached, so that a run that was
    /// missed loses nothing and steps that were overtaken collapse into one.
    /// </summary>
    public LadderStep? StepDue(DateOnly deadline, DateOnly today) =>
        Steps.LastOrDefault(step => today >= deadline.AddDays(-step.DaysBefore));
}
