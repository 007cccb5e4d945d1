using Ledger.History;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Scheduling;
using Ledger.Supervising;
using static Ledger.Refusals.Refusals;

namespace Ledger.Rounds;

/// <summary>How a round supervises, meets and writes letters.</summary>
public sealed record Rhythm(WeeklySettings Weekly, SchedulingSettings Scheduling, LetterSettings Letters);

/// <summary>The rule by which the office sets a round's rhythm. A running week or meeting keeps what it was opened with.</summary>
public static class SetRhythm
{
    private const int LongestSeries = 20;

    /// <summary>Whether <paramref name="actor"/> may set <paramref name="rhythm"/>.</summary>
    public static Outcome<Rhythm> Decide(Rhythm rhythm, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (rhythm.Weekly.MissesBeforeSuperior is < 1 or > 10
            || rhythm.Scheduling.DaysAfterOpening is < 0 or > 10
            || rhythm.Scheduling.BehindPlanPoints is < 1 or > 100
            || rhythm.Letters.ReplyWithinWorkingDays is < 1 or > 60)
        {
            return RhythmOutOfRange;
        }

        if (string.IsNullOrWhiteSpace(rhythm.Scheduling.Place))
        {
            return MeetingNeedsAPlace;
        }

        var (reminder, supervision) = (rhythm.Letters.ReminderSeries.Trim(), rhythm.Letters.SupervisionSeries.Trim());
        return reminder.Length is 0 or > LongestSeries || supervision.Length is 0 or > LongestSeries
            ? LetterSeriesMissing
            : rhythm with
            {
                Scheduling = rhythm.Scheduling with { Place = rhythm.Scheduling.Place.Trim() },
                Letters = rhythm.Letters with { ReminderSeries = reminder, SupervisionSeries = supervision },
            };
    }
}
