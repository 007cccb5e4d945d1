using Ledger.Letters;
using Ledger.Rounds;
using Ledger.Scheduling;
using Ledger.Supervising;

namespace Ledger.Tests.Rounds;

public sealed class SetRhythmTests
{
    private static readonly Rhythm Good = new(new WeeklySettings(), new SchedulingSettings(), new LetterSettings());

    [Fact]
    public void Only_the_office_sets_it()
    {
        Assert.Equal("OnlyTheOffice", SetRhythm.Decide(Good, new Scenario().LiaisonActor).Refusal?.Code);
        Assert.Equal(Good, SetRhythm.Decide(Good, Scenario.Office).Value);
    }

    [Fact]
    public void What_cannot_be_right_is_refused()
    {
        Assert.Equal("RhythmOutOfRange", Refusal(Good with { Weekly = new WeeklySettings { MissesBeforeSuperior = 0 } }));
        Assert.Equal("RhythmOutOfRange", Refusal(Good with { Scheduling = new SchedulingSettings { DaysAfterOpening = 11 } }));
        Assert.Equal("RhythmOutOfRange", Refusal(Good with { Letters = new LetterSettings { ReplyWithinWorkingDays = 0 } }));
        Assert.Equal("MeetingNeedsAPlace", Refusal(Good with { Scheduling = new SchedulingSettings { Place = " " } }));
        Assert.Equal("LetterSeriesMissing", Refusal(Good with { Letters = new LetterSettings { ReminderSeries = "" } }));
    }

    [Fact]
    public void It_is_read_again_as_it_was_set_and_what_an_old_document_lacks_has_its_default()
    {
        var set = new RoundSettings { Weekly = new WeeklySettings { CutOffDay = DayOfWeek.Thursday, CutOffTime = new TimeOnly(12, 30) } };

        Assert.Equal(set.Weekly, RoundSettings.FromJson(set.ToJson()).Weekly);
        Assert.Equal(new LetterSettings(), RoundSettings.FromJson("{}").Letters);
    }

    private static string? Refusal(Rhythm rhythm) => SetRhythm.Decide(rhythm, Scenario.Office).Refusal?.Code;
}
