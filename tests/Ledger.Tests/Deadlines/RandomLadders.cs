using FsCheck;
using FsCheck.Fluent;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Tests.Calendar;

namespace Ledger.Tests.Deadlines;

/// <summary>Random ladders, deadlines and outages, held against a model that is slow and obviously right.</summary>
public sealed class RandomLadders
{
    private static readonly WorkingCalendar Mainland = Holidays.Calendar();

    private static readonly Audience[] Roles = [.. Enum.GetValues<Audience>().Where(role => role != Audience.None)];

    [Fact]
    public void Ten_thousand_ladders_say_what_the_slow_model_says()
    {
        var scene =
            from steps in Gen.Choose(1, 5).SelectMany(count => StepGen.ArrayOf(count))
            from due in Gen.Choose(0, 700)
            from runs in Gen.Choose(1, 100).SelectMany(percent => Gen.Choose(1, 100).Select(die => die <= percent).ArrayOf(120))
            from start in Gen.Choose(-70, 0)
            select new Scene(
                [.. steps.Select((step, at) => step with { Code = $"s{at}" })],
                Mainland.NextWorkingDay(new DateOnly(2023, 3, 1).AddDays(due)), start, runs);

        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(10_000),
            Prop.ForAll(Arb.From(scene), s => Fast(s).SequenceEqual(Slow(s))));
    }

    private static Gen<LadderStep> StepGen =>
        from side in Gen.Elements(LadderSide.Before, LadderSide.After)
        from offset in Gen.Choose(side == LadderSide.After ? 1 : 0, 30)
        from count in Gen.Elements(DayCount.Calendar, DayCount.Working)
        from audience in Gen.Choose(1, 31)
        from every in Gen.Choose(0, 9)
        from most in Gen.Choose(0, 5)
        select new LadderStep(
            "s", side, offset, count, (Audience)audience, Repeat: every == 0 ? null : new LadderRepeat(every, most == 0 ? null : most));

    /// <summary>The rule as the sweep uses it, day by day, with the one memory it has: the day of the last rung each role heard.</summary>
    private static IEnumerable<Heard> Fast(Scene scene)
    {
        var ladder = new Ladder(scene.Steps);
        var last = new Dictionary<Audience, DateOnly>();
        foreach (var today in scene.Days())
        {
            foreach (var due in ladder.MailsDue(scene.Due, today, Mainland).Where(due => due.Role != Audience.None))
            {
                if (!last.TryGetValue(due.Role, out var heard) || heard < due.Rung.Day)
                {
                    last[due.Role] = due.Rung.Day;
                    yield return new Heard(today, due.Role, due.Rung.Step.Code, due.Rung.Occurrence);
                }
            }
        }
    }

    /// <summary>Writes out every rung there is by walking single days, then lets each role hear the latest it has not heard.</summary>
    private static IEnumerable<Heard> Slow(Scene scene)
    {
        var rungs = scene.Steps.SelectMany((step, at) => WrittenOut(step, scene.Due).Select((day, occurrence) => (step, at, occurrence, day))).ToList();
        var heard = Roles.ToDictionary(role => role, _ => DateOnly.MinValue);
        foreach (var today in scene.Days())
        {
            foreach (var role in Roles)
            {
                var owed = rungs.Where(r => r.day <= today && (r.step.Audience & role) != 0).OrderBy(r => r.day).ThenBy(r => r.at).ThenBy(r => r.occurrence).ToList();
                if (owed.Count > 0 && owed[^1].day > heard[role])
                {
                    heard[role] = owed[^1].day;
                    yield return new Heard(today, role, owed[^1].step.Code, owed[^1].occurrence);
                }
            }
        }
    }

    private static IEnumerable<DateOnly> WrittenOut(LadderStep step, DateOnly due)
    {
        var times = step.Repeat is null ? 1 : step.Repeat.AtMost ?? 200;
        for (var n = 0; n < times; n++)
        {
            var distance = (step.Side == LadderSide.Before ? -step.Offset : step.Offset) + (n * (step.Repeat?.Every ?? 0));
            if (n > 0 && step.Side == LadderSide.Before && distance > 0)
            {
                yield break;
            }

            yield return OnAWorkday(step.Count == DayCount.Calendar ? due.AddDays(distance) : Walk(due, distance));
        }
    }

    private static DateOnly Walk(DateOnly day, int distance)
    {
        while (distance != 0)
        {
            day = day.AddDays(distance > 0 ? 1 : -1);
            if (Mainland.IsWorkingDay(day))
            {
                distance += distance > 0 ? -1 : 1;
            }
        }

        return day;
    }

    private static DateOnly OnAWorkday(DateOnly day) => Mainland.IsWorkingDay(day) ? day : OnAWorkday(day.AddDays(1));

    private sealed record Heard(DateOnly On, Audience Role, string Step, int Occurrence);

    /// <param name="Start">First day looked at, from the deadline.</param>
    /// <param name="Runs">Which days the sweep ran at all.</param>
    private sealed record Scene(IReadOnlyList<LadderStep> Steps, DateOnly Due, int Start, bool[] Runs)
    {
        public IEnumerable<DateOnly> Days() => Runs
            .Select((ran, at) => (ran, day: Due.AddDays(Start + at))).Where(d => d.ran && Mainland.IsWorkingDay(d.day)).Select(d => d.day);
    }
}
