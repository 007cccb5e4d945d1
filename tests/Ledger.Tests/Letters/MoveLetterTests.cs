using Ledger.History;
using Ledger.Issues;
using Ledger.Letters;

namespace Ledger.Tests.Letters;

public sealed class MoveLetterTests
{
    private static readonly Actor Writer = new("office-2", "整改办乙", Role.Office);

    private static readonly LetterSettings Settings = new();

    private readonly Scenario scenario = new();

    private Actor Leader => new("leader-1", "李示范", Role.Leader, PersonId: scenario.Leader.Id);

    [Fact]
    public void Nobody_approves_what_he_wrote()
    {
        var letter = Draft();

        Assert.Equal("NobodyApprovesHisOwnLetter", Approve(letter, Writer));
        Assert.Null(Approve(letter, Scenario.Office));
        Assert.Null(Approve(letter, Leader));
        Assert.Equal("NotYoursToApprove", Approve(letter, Leader with { PersonId = Guid.NewGuid() }));
        Assert.Equal("NotYoursToApprove", Approve(letter, scenario.LiaisonActor));
    }

    [Theory]
    [InlineData(LetterApprover.Office, true, false)]
    [InlineData(LetterApprover.LeadLeader, false, true)]
    [InlineData(LetterApprover.OfficeOrLeadLeader, true, true)]
    public void The_round_says_who_approves(LetterApprover approver, bool office, bool leader)
    {
        var settings = new LetterSettings { ApprovedBy = approver };
        var letter = Draft();

        Assert.Equal(office, !MoveLetter.Approve(letter, Issue(letter), settings, Scenario.Office).IsRefused);
        Assert.Equal(leader, !MoveLetter.Approve(letter, Issue(letter), settings, Leader).IsRefused);
    }

    [Fact]
    public void A_change_takes_the_approval_away_and_whoever_changed_it_does_not_approve_it()
    {
        var letter = Approved();

        WriteLetter.Apply(letter, new LetterWords(LetterKind.Reminder, "新标题", "新正文", Scenario.Today), Scenario.Office, Scenario.Now);

        Assert.Equal((LetterState.Draft, null), (letter.State, letter.ApprovedBy));
        Assert.Equal("NobodyApprovesHisOwnLetter", Approve(letter, Scenario.Office));
        Assert.Null(Approve(letter, Writer));
    }

    [Fact]
    public void Only_what_is_approved_is_sent_and_only_while_there_is_time_to_reply()
    {
        Assert.Equal("LetterNotApproved", MoveLetter.Send(Draft(), Scenario.Office, Scenario.Today)?.Code);
        Assert.Equal("OnlyTheOffice", MoveLetter.Send(Approved(), Leader, Scenario.Today)?.Code);
        Assert.Equal("ReplyByMustLieAhead", MoveLetter.Send(Approved(), Scenario.Office, Scenario.Today.AddDays(8))?.Code);
        Assert.Null(MoveLetter.Send(Approved(), Scenario.Office, Scenario.Today));
        Assert.Equal("LetterMovedOn", MoveLetter.Send(Sent(), Scenario.Office, Scenario.Today)?.Code);
    }

    [Fact]
    public void The_unit_signs_and_answers_and_the_office_closes()
    {
        var letter = Sent();
        Assert.Equal("OnlyTheAddressee", MoveLetter.Sign(letter, scenario.LiaisonActor with { UnitId = scenario.OtherUnit.Id }).Refusal?.Code);
        Assert.Equal("OnlyTheAddressee", MoveLetter.Sign(letter, Scenario.Office).Refusal?.Code);
        Assert.Equal("AnswerMissing", MoveLetter.Answer(letter, " ", scenario.LiaisonActor).Refusal?.Code);

        MoveLetter.Apply(letter, MoveLetter.Sign(letter, scenario.LiaisonActor).Value!, Scenario.Now);
        Assert.Equal("LetterMovedOn", MoveLetter.Sign(letter, scenario.LiaisonActor).Refusal?.Code);
        Assert.Equal("LetterMovedOn", MoveLetter.Close(letter, Scenario.Office).Refusal?.Code);
        MoveLetter.Apply(letter, MoveLetter.Answer(letter, "已办结", scenario.LiaisonActor).Value!, scenario.LiaisonActor, Scenario.Now);
        MoveLetter.Apply(letter, MoveLetter.Close(letter, Scenario.Office).Value!, Scenario.Office, Scenario.Now);

        Assert.Equal((LetterState.Closed, "已办结"), (letter.State, letter.Answer));
        Assert.Equal("LetterMovedOn", MoveLetter.Void(letter, "错", Scenario.Office).Refusal?.Code);
    }

    [Fact]
    public void Who_answers_has_received()
    {
        var letter = Sent();
        MoveLetter.Apply(letter, MoveLetter.Answer(letter, "已办结", scenario.LiaisonActor).Value!, scenario.LiaisonActor, Scenario.Now);
        Assert.Equal((Scenario.Now, scenario.LiaisonActor.Name), (letter.SignedAt, letter.SignedByName));
    }

    [Fact]
    public void Voiding_needs_a_reason_and_keeps_the_number()
    {
        var letter = Sent();
        Assert.Equal("VoidNeedsAReason", MoveLetter.Void(letter, "", Scenario.Office).Refusal?.Code);
        Assert.Equal("OnlyTheOffice", MoveLetter.Void(letter, "错", scenario.LiaisonActor).Refusal?.Code);

        MoveLetter.Apply(letter, MoveLetter.Void(letter, "对象有误", Scenario.Office).Value!, Scenario.Office, Scenario.Now);

        Assert.Equal((LetterState.Void, "整改办函〔2026〕1号"), (letter.State, letter.PrintedNumber));
        Assert.Equal("LetterMovedOn", MoveLetter.Answer(letter, "已办结", scenario.LiaisonActor).Refusal?.Code);
    }

    [Fact]
    public void A_letter_names_the_measures_that_press_with_days_and_progress()
    {
        var issue = scenario.Assigned(3, 2, Scenario.Today.AddDays(-5));
        issue.Measures[0].Progress = 40;
        issue.Measures[1].Deadline = Scenario.Today.AddDays(90);

        var text = LetterText.Compose(LetterKind.Supervision, issue, "示范通报", Scenario.Today);

        Assert.Equal("关于第3号问题整改工作的督办函", text.Title);
        Assert.Contains("措施1：措施1。整改时限：2026年2月25日，已逾期5天，目前进度40%。", text.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("措施2", text.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "部分水库的除险加固工程自开工以来进展缓慢，至今仍有三座水库的主体工程没有完工，汛期存在较大安全隐患；监管部门督促不力。二要整改。", "部分水库的除险加固工程自开工以来进展缓慢，至今仍有三座水库的主体工程没有完工，汛期存在较大安全隐患；监管部门督促不力。\n")]
    [InlineData(null, "一是压实水库除险加固的属地责任、部门责任和施工单位责任，逐座明确包保领导、技术负责人和完成时间；二是加快进度。", "压实水库除险加固的属地责任、部门责任和施工单位责任，逐座明确包保领导、技术负责人和完成时间。\n")]
    [InlineData(null, "没有句号的一段话", "没有句号的一段话。\n")]
    [InlineData("关于水库除险加固进展缓慢的问题", "一是压实责任。", "关于水库除险加固进展缓慢的问题。\n")]
    public void A_letter_quotes_the_problem_whole(string? heading, string text, string quoted)
    {
        var issue = scenario.Assigned(3);
        (issue.Heading, issue.Text) = (heading, text);

        Assert.Contains(
            $"一、反馈问题。第3号问题：{quoted}二、", LetterText.Compose(LetterKind.Reminder, issue, "示范通报", Scenario.Today).Body, StringComparison.Ordinal);
    }

    private string? Approve(Letter letter, Actor actor) => MoveLetter.Approve(letter, Issue(letter), Settings, actor).Refusal?.Code;

    private Issue Issue(Letter letter)
    {
        var issue = scenario.Assigned();
        Assert.NotEqual(Guid.Empty, letter.Id);
        return issue;
    }

    private Letter Draft() => new()
    {
        Id = Guid.NewGuid(),
        RoundId = scenario.Round.Id,
        IssueId = Guid.NewGuid(),
        Kind = LetterKind.Reminder,
        UnitId = scenario.LeadUnit.Id,
        Addressee = scenario.LeadUnit.Name,
        CopiedTo = "李示范",
        Signature = "整改办",
        Title = "关于第1号问题整改工作的提醒函",
        Body = "一、反馈问题。",
        ReplyBy = Scenario.Today.AddDays(7),
        WrittenBy = Writer.Id,
        WrittenByName = Writer.Name,
        WrittenAt = Scenario.Now,
    };

    private Letter Approved()
    {
        var letter = Draft();
        MoveLetter.Apply(letter, MoveLetter.Approve(letter, Issue(letter), Settings, Scenario.Office).Value!, Scenario.Office, Scenario.Now);
        return letter;
    }

    private Letter Sent()
    {
        var letter = Approved();
        MoveLetter.Apply(letter, new LetterNumber("整改办函", 2026, 1), Scenario.Office, Scenario.Now);
        return letter;
    }
}
