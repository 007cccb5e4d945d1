using Ledger.Deadlines;
using Ledger.History;
using Ledger.Scheduling;

namespace Ledger.Tests.Scheduling;

public sealed class SchedulingTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-03-01 09:00", "2026-03-02")]
    [InlineData("2026-05-16", "2026-05-16 09:00", "2026-05-18")]
    [InlineData("2026-10-01", "2026-10-01 09:00", "2026-10-08")]
    [InlineData("2026-03-01", "2026-03-11 09:00", "2026-03-11")]
    [InlineData("2026-03-01", "2026-03-11 14:00", "2026-03-12")]
    public void A_meeting_is_held_on_a_working_day_that_lies_ahead(string half, string opened, string day)
    {
        var at = DateTime.Parse(opened);
        var now = Shanghai.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at));

        Assert.Equal(
            Shanghai.At(DateOnly.Parse(day), new TimeOnly(15, 0)),
            SchedulingMeeting.TimeOf(DateOnly.Parse(half), new SchedulingSettings(), IsWorkingDay, now));
    }

    [Theory]
    [InlineData("2026-03-02", 0, 0)]
    [InlineData("2026-03-12", 0, 50)]
    [InlineData("2026-03-12", 50, 0)]
    [InlineData("2026-03-12", 80, 0)]
    [InlineData("2026-03-22", 60, 40)]
    [InlineData("2026-04-22", 60, 40)]
    public void Progress_lags_behind_the_share_of_time_gone(string today, int progress, int behind) =>
        Assert.Equal(behind, PlanProgress.PointsBehind(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 22), progress, DateOnly.Parse(today)));

    [Fact]
    public void A_decision_has_words_an_owner_and_a_day_ahead()
    {
        var meeting = Meeting();
        var good = new DecisionWords(null, "打通数据接口", Guid.NewGuid(), Scenario.Today);

        Assert.Null(Decide(meeting, good));
        Assert.Equal("DecisionNeedsWords", Decide(meeting, good with { Text = " " }));
        Assert.Equal("DecisionNeedsAnOwner", Decide(meeting, good with { OwnerId = null }));
        Assert.Equal("DecisionNeedsADay", Decide(meeting, good with { DueOn = Scenario.Today.AddDays(-1) }));
        Assert.Equal("OnlyTheOffice", RecordMeeting.Decide(meeting, good, true, new Actor("l", "李示范", Role.Leader), Scenario.Today)?.Code);
    }

    [Fact]
    public void A_record_is_closed_with_who_was_there_and_what_was_found_and_then_it_is_closed()
    {
        var meeting = Meeting();
        Assert.Equal("MeetingNeedsARecord", RecordMeeting.Close(meeting, Scenario.Office).Refusal?.Code);
        (meeting.Attendees, meeting.Minutes) = ("李示范", "听取汇报");
        Assert.False(RecordMeeting.Close(meeting, Scenario.Office).IsRefused);

        meeting.ClosedAt = Scenario.Now;

        Assert.Equal("MeetingIsClosed", RecordMeeting.Close(meeting, Scenario.Office).Refusal?.Code);
        Assert.Equal("MeetingIsClosed", RecordMeeting.Write(meeting, Scenario.Office)?.Code);
        Assert.Equal("MeetingIsClosed", RecordMeeting.Move(meeting, Scenario.Now.AddDays(1), "会议室", Scenario.Office, Scenario.Now)?.Code);
    }

    [Fact]
    public void A_decision_is_done_by_its_owner_or_the_office_once_with_a_result()
    {
        var owner = Guid.NewGuid();
        var decision = new MeetingDecision
        {
            Id = Guid.NewGuid(),
            MeetingId = Guid.NewGuid(),
            Ordinal = 1,
            Text = "打通数据接口",
            OwnerId = owner,
            OwnerName = "王示范",
            DueOn = Scenario.Today,
        };
        Actor By(Guid? person) => new("l", "王示范", Role.Liaison, null, person);

        Assert.Null(RecordMeeting.Finish(decision, "已打通", By(owner)));
        Assert.Null(RecordMeeting.Finish(decision, "已打通", Scenario.Office));
        Assert.Equal("OnlyTheOwner", RecordMeeting.Finish(decision, "已打通", By(Guid.NewGuid()))?.Code);
        Assert.Equal("OnlyTheOwner", RecordMeeting.Finish(decision, "已打通", By(null))?.Code);
        Assert.Equal("DecisionNeedsAResult", RecordMeeting.Finish(decision, " ", By(owner))?.Code);
        decision.DoneAt = Scenario.Now;
        Assert.Equal("DecisionAlreadyDone", RecordMeeting.Finish(decision, "已打通", By(owner))?.Code);
    }

    private static string? Decide(SchedulingMeeting meeting, DecisionWords words) =>
        RecordMeeting.Decide(meeting, words, ownerIsKnown: true, Scenario.Office, Scenario.Today)?.Code;

    private static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && day is not { Month: 10, Day: <= 7 };

    private static SchedulingMeeting Meeting() => new()
    {
        Id = Guid.NewGuid(),
        RoundId = Guid.NewGuid(),
        HalfMonthFrom = new DateOnly(2026, 3, 1),
        OpenedAt = Scenario.Now,
        MeetsAt = Scenario.Now,
        Place = "会议室",
    };
}
