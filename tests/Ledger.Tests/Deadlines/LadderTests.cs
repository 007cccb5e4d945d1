using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Tests.Calendar;

namespace Ledger.Tests.Deadlines;

public sealed class LadderTests
{
    private static readonly WorkingCalendar Mainland = Holidays.Calendar();

    /// <summary>A Thursday, and 1 to 5 May are off.</summary>
    private static readonly DateOnly Due = new(2026, 4, 30);

    [Theory]
    [InlineData("2026-04-09", null, null, null)]
    [InlineData("2026-04-10", "near-20/0", null, null)]
    [InlineData("2026-04-19", "near-20/0", null, null)]
    [InlineData("2026-04-20", "near-10/0", "near-10/0", null)]
    [InlineData("2026-05-05", "near-10/0", "near-10/0", null)]
    [InlineData("2026-05-06", "overdue/0", "overdue/0", "overdue/0")]
    [InlineData("2026-05-11", "overdue/0", "overdue/0", "overdue/0")]
    [InlineData("2026-05-12", "overdue/1", "overdue/1", "overdue/1")]
    [InlineData("2027-01-04", "overdue/3", "overdue/3", "overdue/3")]
    public void A_role_stands_at_the_latest_rung_that_speaks_to_it(string today, string? liaisons, string? head, string? leaders)
    {
        var due = Ladder.Default.MailsDue(Due, DateOnly.Parse(today), Mainland).ToDictionary(d => d.Role, d => $"{d.Rung.Step.Code}/{d.Rung.Occurrence}");

        Assert.Equal((liaisons, head, leaders), (due.GetValueOrDefault(Audience.Liaisons), due.GetValueOrDefault(Audience.UnitHead), due.GetValueOrDefault(Audience.LeadLeaders)));
        Assert.Equal(liaisons, due.GetValueOrDefault(Audience.None));
    }

    [Fact]
    public void A_repeat_to_the_unit_does_not_overtake_the_one_word_to_the_leader()
    {
        var ladder = new Ladder(
        [
            new("daily", LadderSide.After, 1, DayCount.Working, Audience.Liaisons, Repeat: new LadderRepeat(1, null)),
            new("leader", LadderSide.After, 3, DayCount.Working, Audience.LeadLeaders),
        ]);

        var due = ladder.MailsDue(Due, Mainland.AddWorkingDays(Due, 8), Mainland).ToDictionary(d => d.Role, d => d.Rung.Step.Code);

        Assert.Equal(("daily", "leader"), (due[Audience.Liaisons], due[Audience.LeadLeaders]));
    }

    [Fact]
    public void A_letter_is_due_once_the_deadline_has_passed() => Assert.Equal(
        [0, 1], new[] { Due, new DateOnly(2026, 5, 6) }.Select(today => Ladder.Default.LettersDue(Due, today, Mainland).Count()));

    [Theory]
    [InlineData("2026-12-31T15:59:59Z", "2026-12-31")]
    [InlineData("2026-12-31T16:00:00Z", "2027-01-01")]
    public void Days_are_decided_in_Shanghai(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day), Shanghai.DayOf(DateTimeOffset.Parse(instant)));

    [Fact]
    public void A_ladder_that_cannot_be_climbed_is_refused_by_name_and_place()
    {
        LadderStep good = new("near", LadderSide.Before, 10, DayCount.Working, Audience.Liaisons);
        var wrong = new Dictionary<string, LadderStep[]>
        {
            ["LadderStepsCount"] = [],
            ["LadderOffsetOutOfReach"] = [good with { Offset = 366 }],
            ["LadderAfterNeedsADay"] = [good with { Side = LadderSide.After, Offset = 0 }],
            ["LadderNobodyToTell"] = [good with { Audience = Audience.None }],
            ["LadderRepeatOutOfReach"] = [good with { Repeat = new LadderRepeat(0, 2) }],
            ["LadderLettersNeedAStop"] = [good with { Paper = LadderPaper.ReminderLetter, Repeat = new LadderRepeat(5, null) }],
            ["LadderCodeUnfit"] = [good with { Code = "Ä" }],
            ["LadderStepTwice"] = [good with { Audience = Audience.Liaisons | Audience.UnitHead }, good with { Code = "again" }],
        };

        Assert.All(wrong, one => Assert.Equal(one.Key, LadderRules.Refuse(one.Value)?.Code));
        Assert.Null(LadderRules.Refuse(Ladder.Default.Steps));
    }
}
