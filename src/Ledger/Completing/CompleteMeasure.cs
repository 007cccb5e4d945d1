using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Completing;

/// <summary>The rule by which the lead unit, or the office for it, marks a measure done (办结).</summary>
public static class CompleteMeasure
{
    /// <summary>Whether <paramref name="actor"/> may mark the measure done on <paramref name="today"/> (a day in Asia/Shanghai).</summary>
    public static Outcome<MeasureCompleted> Decide(Issue issue, int ordinal, Actor actor, DateOnly today)
    {
        if (!SpeaksFor(issue, actor))
        {
            return OnlyTheLeadUnit;
        }

        if (issue.Status != IssueStatus.InProgress)
        {
            return NotInProgress;
        }

        return issue.Measures.SingleOrDefault(m => m.Ordinal == ordinal) switch
        {
            null => MeasureUnknown,
            { } earlier when earlier.Cycle != issue.Cycle => MeasureUnknown,
            { Status: MeasureStatus.Done } => MeasureAlreadyDone,
            _ => new MeasureCompleted(ordinal, today),
        };
    }

    /// <summary>Carries it out on the row.</summary>
    public static void Apply(Issue issue, MeasureCompleted done)
    {
        var measure = issue.Measures.Single(m => m.Ordinal == done.Ordinal);
        (measure.Status, measure.CompletedOn) = (MeasureStatus.Done, done.On);
    }

    /// <summary>The office may act for anybody; a liaison for the unit that leads the issue.</summary>
    internal static bool SpeaksFor(Issue issue, Actor actor) =>
        actor.Role == Role.Office || (actor.Role == Role.Liaison && actor.UnitId is { } unit && unit == issue.LeadUnitId);
}
