using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Supervising;

namespace Ledger.Tests.Supervising;

public sealed class WeeklyReportTests
{
    private static readonly ReportText Good = new("完成清淤2公里", "", "继续清淤", [new MeasurePercent(1, 40)]);

    private readonly Scenario scenario = new();

    [Theory]
    [InlineData("2026-03-02", "2026-03-06 17:00")]
    [InlineData("2026-09-28", "2026-10-08 17:00")]
    [InlineData("2026-02-16", "2026-02-24 17:00")]
    public void The_cut_off_is_friday_or_the_next_working_day(string monday, string cutOff)
    {
        var week = DateOnly.Parse(monday);
        var opened = Shanghai.At(week, new TimeOnly(9, 0));

        Assert.Equal(At(cutOff), WeeklySupervision.CutOffOf(week, new WeeklySettings(), IsWorkingDay, opened));
    }

    [Fact]
    public void A_week_opened_late_leaves_time_to_report()
    {
        var week = new DateOnly(2026, 3, 2);

        Assert.Equal(At("2026-03-09 17:00"), WeeklySupervision.CutOffOf(week, new WeeklySettings(), IsWorkingDay, At("2026-03-07 10:00")));
        Assert.Equal(At("2026-03-09 17:00"), WeeklySupervision.CutOffOf(week, new WeeklySettings(), IsWorkingDay, At("2026-03-06 16:30")));
    }

    [Fact]
    public void Only_the_lead_unit_and_the_office_for_it_report()
    {
        var issue = scenario.Assigned();

        Assert.Null(Submit(issue, null, Good, scenario.LiaisonActor));
        Assert.Null(Submit(issue, null, Good, Scenario.Office));
        Assert.Equal("OnlyTheLeadUnit", Submit(issue, null, Good, scenario.LiaisonActor with { UnitId = scenario.OtherUnit.Id }));
        Assert.Equal("OnlyTheLeadUnit", Submit(issue, null, Good, new Actor("l", "李示范", Role.Leader)));
    }

    [Fact]
    public void A_report_says_what_was_done_and_what_comes_next_but_a_draft_may_have_gaps()
    {
        var issue = scenario.Assigned();

        Assert.Equal("ReportNeedsProgress", Submit(issue, null, Good with { Progress = " " }, scenario.LiaisonActor));
        Assert.Equal("ReportNeedsNextWeek", Submit(issue, null, Good with { NextWeek = "" }, scenario.LiaisonActor));
        Assert.Equal("PercentOutOfRange", Submit(issue, null, Good with { Measures = [new(1, 101)] }, scenario.LiaisonActor));
        Assert.Equal("MeasureUnknown", Submit(issue, null, Good with { Measures = [new(9, 10)] }, scenario.LiaisonActor));
        Assert.False(WriteReport.Keep(issue, null, new ReportText("", "", "", []), scenario.LiaisonActor).IsRefused);
    }

    [Fact]
    public void An_issue_is_reported_on_until_it_is_signed_off_also_while_it_is_verified()
    {
        Assert.Equal("NotInProgress", Submit(scenario.Registered(), null, Good, Scenario.Office));
        var issue = scenario.Assigned();
        issue.Status = IssueStatus.Verifying;
        Assert.Null(Submit(issue, null, Good, scenario.LiaisonActor));
        issue.Status = IssueStatus.SignedOff;
        Assert.Equal("NotInProgress", Submit(issue, null, Good, scenario.LiaisonActor));
    }

    [Fact]
    public void What_is_submitted_stays_until_it_is_returned_and_moves_the_measures()
    {
        var issue = scenario.Assigned();
        var report = Submitted(issue, "2026-03-06 16:00");

        Assert.Equal((40, 0), (issue.Measures[0].Progress, issue.Measures[1].Progress));
        Assert.Equal("ReportAlreadySubmitted", Submit(issue, report, Good, scenario.LiaisonActor));

        ReturnReport.Apply(Week, report, ReturnReport.Decide(Week, report, "数字不实", Scenario.Office).Value!, At("2026-03-06 16:30"));

        Assert.Equal((ReportState.Returned, 1, "数字不实"), (report.State, report.Returns, report.ReturnReason));
        Assert.Null(Submit(issue, report, Good, scenario.LiaisonActor));
    }

    [Theory]
    [InlineData("2026-03-06 17:00", null, null, true)]
    [InlineData("2026-03-06 17:01", null, null, false)]
    [InlineData("2026-03-05 10:00", "2026-03-06 10:00", null, false)]
    [InlineData("2026-03-05 10:00", "2026-03-06 10:00", "2026-03-06 15:00", true)]
    [InlineData("2026-03-05 10:00", "2026-03-06 10:00", "2026-03-07 15:00", false)]
    [InlineData("2026-03-05 10:00", "2026-03-07 10:00", "2026-03-08 15:00", true)]
    public void Who_stood_submitted_at_the_cut_off_was_in_time(string first, string? returned, string? again, bool inTime)
    {
        var issue = scenario.Assigned();
        var report = Submitted(issue, first);
        if (returned is not null)
        {
            ReturnReport.Apply(Week, report, ReturnReport.Decide(Week, report, "请补充", Scenario.Office).Value!, At(returned));
        }

        if (again is not null)
        {
            Submitted(issue, again, report);
        }

        Assert.Equal(inTime, report.InTime);
    }

    [Fact]
    public void Only_the_office_returns_with_a_reason_and_only_what_was_submitted()
    {
        var report = Submitted(scenario.Assigned(), "2026-03-06 16:00");

        Assert.Equal("OnlyTheOffice", ReturnReport.Decide(Week, report, "x", scenario.LiaisonActor).Refusal?.Code);
        Assert.Equal("ReturnNeedsAReason", ReturnReport.Decide(Week, report, " ", Scenario.Office).Refusal?.Code);
        Assert.Equal("ReportNotSubmitted", ReturnReport.Decide(Week, null, "x", Scenario.Office).Refusal?.Code);
    }

    [Theory]
    [InlineData(null, false, 0, IssueStatus.InProgress, false, DutyStanding.Owed)]
    [InlineData(null, false, 0, IssueStatus.InProgress, true, DutyStanding.Missed)]
    [InlineData(ReportState.Draft, false, 2, IssueStatus.InProgress, true, DutyStanding.Missed)]
    [InlineData(null, false, 0, IssueStatus.Verifying, true, DutyStanding.Missed)]
    [InlineData(null, false, 0, IssueStatus.SignedOff, true, DutyStanding.Released)]
    [InlineData(ReportState.Submitted, true, 0, IssueStatus.InProgress, true, DutyStanding.Submitted)]
    [InlineData(ReportState.Submitted, false, 1, IssueStatus.InProgress, true, DutyStanding.SubmittedLate)]
    [InlineData(ReportState.Returned, false, 0, IssueStatus.InProgress, false, DutyStanding.Returned)]
    public void A_duty_stands_as_its_report_and_the_clock_say(
        ReportState? state, bool inTime, int misses, IssueStatus issue, bool passed, DutyStanding standing) =>
        Assert.Equal(standing, SupervisionReading.Standing(state, inTime, misses, issue, passed));

    private static WeeklySupervision Week { get; } = new()
    {
        Id = Guid.NewGuid(),
        RoundId = Guid.NewGuid(),
        WeekOf = new DateOnly(2026, 3, 2),
        OpenedAt = Scenario.Now,
        CutOffAt = At("2026-03-06 17:00"),
    };

    private static string? Submit(Issue issue, WeeklyReport? report, ReportText text, Actor actor) =>
        WriteReport.Submit(Week, issue, report, text, actor, Scenario.Now).Refusal?.Code;

    private WeeklyReport Submitted(Issue issue, string at, WeeklyReport? report = null)
    {
        report ??= new WeeklyReport { SupervisionId = Week.Id, IssueId = issue.Id, WrittenBy = "l", WrittenByName = "王示范", WrittenAt = At(at) };
        WriteReport.Apply(report, issue, Good, scenario.LiaisonActor, At(at));
        WriteReport.Apply(report, issue, WriteReport.Submit(Week, issue, null, Good, scenario.LiaisonActor, At(at)).Value!, At(at));
        return report;
    }

    /// <summary>Monday to Friday but for the first week of October and the Spring Festival of 2026.</summary>
    private static bool IsWorkingDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && day is not { Month: 10, Day: <= 7 }
        && (day < new DateOnly(2026, 2, 16) || day > new DateOnly(2026, 2, 23));

    private static DateTimeOffset At(string moment)
    {
        var local = DateTime.Parse(moment);
        return Shanghai.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
    }
}
