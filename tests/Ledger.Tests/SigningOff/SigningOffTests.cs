using Ledger.Completing;
using Ledger.Delegating;
using Ledger.History;
using Ledger.Issues;
using Ledger.SigningOff;
using Ledger.Units;

namespace Ledger.Tests.SigningOff;

public sealed class SigningOffTests
{
    private static readonly Verdict Yes = new(true);

    private static readonly Guid Head = Guid.NewGuid();

    private static readonly Guid SecondLeader = Guid.NewGuid();

    private static readonly Guid Deputy = Guid.NewGuid();

    private readonly Scenario scenario = new();

    private static Actor HeadActor => new("head-1", "赵示范", Role.Liaison, null, Head);

    private static Actor DeputyActor => new("deputy-1", "孙示范", Role.Leader, null, Deputy);

    private Actor LeaderActor => new("leader-1", "李示范", Role.Leader, null, scenario.Leader.Id);

    [Fact]
    public void Sign_off_waits_for_every_dated_measure()
    {
        var issue = scenario.Assigned(measures: 2);
        CompleteMeasure.Apply(issue, new MeasureCompleted(1, Scenario.Today));

        var refusal = RequestSignOff.Decide(issue, "已完成", scenario.LiaisonActor, new SignOffSettings()).Refusal;

        Assert.Equal(("MeasuresStillOpen", 1), (refusal?.Code, refusal?.Arguments[0]));
    }

    [Fact]
    public void A_request_says_what_has_been_done_and_comes_from_the_lead_unit_with_evidence_where_the_round_wants_it()
    {
        Assert.Equal("StatementMissing", Ask(Done(), " ", scenario.LiaisonActor));
        Assert.Equal("OnlyTheLeadUnit", Ask(Done(), "已完成", scenario.LiaisonActor with { UnitId = scenario.OtherUnit.Id }));
        var strict = new SignOffSettings { EvidenceForEveryMeasure = true };
        Assert.Equal("MeasureWithoutEvidence", RequestSignOff.Decide(Done(), "已完成", scenario.LiaisonActor, strict).Refusal?.Code);
        var proven = Done();
        proven.Evidence.Add(new Evidence { Id = Guid.NewGuid(), IssueId = proven.Id, MeasureId = proven.Measures[0].Id, FileId = Guid.NewGuid() });
        RequestSignOff.Apply(proven, RequestSignOff.Decide(proven, "已完成", scenario.LiaisonActor, strict).Value!, scenario.LiaisonActor, Scenario.Now);
        Assert.Equal(proven.SignOffRounds[0].Id, proven.Evidence[0].RoundId);
    }

    [Fact]
    public void A_request_stands_on_what_was_handed_in_with_earlier_ones_of_the_same_rectification_too()
    {
        var issue = Done();
        var rounds = new (int Number, int Cycle)[] { (1, 1), (2, 1), (3, 1), (4, 2) }.Select(r => new SignOffRound
        {
            Id = Guid.NewGuid(),
            IssueId = issue.Id,
            Number = r.Number,
            Cycle = r.Cycle,
            Statement = "已完成",
            AppliedBy = "liaison-1",
            AppliedByName = "王示范",
            AppliedAt = Scenario.Now,
        }).ToList();
        issue.SignOffRounds.AddRange(rounds);
        issue.Evidence.AddRange(new Guid?[] { rounds[0].Id, rounds[1].Id, rounds[2].Id, rounds[3].Id, null }.Select(round => new Evidence
        {
            Id = Guid.NewGuid(),
            IssueId = issue.Id,
            MeasureId = issue.Measures[0].Id,
            RoundId = round,
            FileId = Guid.NewGuid(),
        }));

        Assert.Equal([issue.Evidence[0], issue.Evidence[1]], RoundEvidence.Of(issue, rounds[1]));
        Assert.Equal([issue.Evidence[3]], RoundEvidence.Of(issue, rounds[3]));
    }

    [Theory]
    [InlineData(SignOffStepKind.Endorse, "head", null)]
    [InlineData(SignOffStepKind.Endorse, "leader", "OnlyTheHeadOfTheUnit")]
    [InlineData(SignOffStepKind.Endorse, "office", "OnlyTheHeadOfTheUnit")]
    [InlineData(SignOffStepKind.Endorse, "liaison", "NobodyDecidesOnHisOwnRequest")]
    [InlineData(SignOffStepKind.Agree, "leader", null)]
    [InlineData(SignOffStepKind.Agree, "deputy", "OnlyTheLeadLeaders")]
    [InlineData(SignOffStepKind.Agree, "office", "OnlyTheLeadLeaders")]
    [InlineData(SignOffStepKind.Verify, "office", null)]
    [InlineData(SignOffStepKind.Verify, "head", "OnlyTheOffice")]
    [InlineData(SignOffStepKind.Verify, "leader", "OnlyTheOffice")]
    [InlineData(SignOffStepKind.Approve, "deputy", null)]
    [InlineData(SignOffStepKind.Approve, "leader", "OnlyTheLeadingGroup")]
    [InlineData(SignOffStepKind.Approve, "office", "OnlyTheLeadingGroup")]
    [InlineData(SignOffStepKind.Extra, "office", null)]
    [InlineData(SignOffStepKind.Extra, "deputy", "OnlyTheOffice")]
    public void Each_step_hears_those_it_asks_and_nobody_else(SignOffStepKind kind, string who, string? refusal)
    {
        var actor = who switch { "head" => HeadActor, "leader" => LeaderActor, "office" => Scenario.Office, "deputy" => DeputyActor, _ => scenario.LiaisonActor };
        var (issue, step) = AtStep(kind);

        Assert.Equal(refusal, DecideSignOff.Decide(issue, step, Yes, actor, Parties(), lastWord: false).Refusal?.Code);
    }

    [Fact]
    public void The_last_word_signs_off()
    {
        var (issue, step) = AtStep(SignOffStepKind.Approve);

        var decided = DecideSignOff.Decide(issue, step, Yes, DeputyActor, Parties(), lastWord: true).Value!;
        DecideSignOff.Apply(issue, step, decided, DeputyActor, Scenario.Now);

        Assert.IsType<IssueSignedOff>(decided.What);
        Assert.Equal((IssueStatus.SignedOff, Scenario.Now), (issue.Status, issue.SignedOffAt));
    }

    [Fact]
    public void A_return_needs_its_reason_keeps_its_demands_and_opens_the_way_for_a_new_round()
    {
        var (issue, step) = AtStep(SignOffStepKind.Agree);
        Assert.Equal("ReturnNeedsAReason", DecideSignOff.Decide(issue, step, new Verdict(false, "  "), LeaderActor, Parties(), false).Refusal?.Code);

        Pass(issue, step, LeaderActor, new Verdict(false, "佐证材料不全", ["补照片", " "]));
        Assert.Equal((IssueStatus.InProgress, SignOffOutcome.Returned), (issue.Status, issue.SignOffRounds[0].Outcome));
        Assert.Equal(["补照片"], issue.SignOffRounds[0].Demands);
        Request(issue);

        Assert.Equal(2, DecideSignOff.Pending(issue)?.Number);
    }

    [Fact]
    public void Nobody_speaks_twice_in_a_round_not_even_for_another_and_not_for_the_one_who_applied()
    {
        var (issue, step) = AtStep(SignOffStepKind.Verify);
        Pass(issue, step, Scenario.Office, Yes);
        var second = OpenSignOffStep.Apply(DecideSignOff.Pending(issue)!, SignOffStepKind.Extra, "复核", null, Scenario.Now);
        Assert.Equal("AlreadySpokenInThisRound", DecideSignOff.Decide(issue, second, Yes, Scenario.Office, Parties(), false).Refusal?.Code);
        Assert.False(DecideSignOff.Decide(issue, second, Yes, Scenario.Office with { Id = "office-2" }, Parties(), false).IsRefused);

        var (own, endorse) = AtStep(SignOffStepKind.Endorse);
        var applicant = scenario.LiaisonActor;
        Assert.Equal("NobodyDecidesOnHisOwnRequest", DecideSignOff.Decide(
            own, endorse, Yes, applicant, Parties(new Principal(Head, "赵示范")), false).Refusal?.Code);
    }

    [Fact]
    public void A_delegate_signs_for_his_principal_and_it_says_so()
    {
        var (issue, step) = AtStep(SignOffStepKind.Agree);
        var delegated = DeputyActor;

        var decided = DecideSignOff.Decide(issue, step, Yes, delegated, Parties(new Principal(scenario.Leader.Id, "李示范")), false).Value!;
        DecideSignOff.Apply(issue, step, decided, delegated, Scenario.Now);

        Assert.Equal(("李示范", scenario.Leader.Id), (step.Decisions[0].ForName, step.Decisions[0].ForPersonId));
        var approve = OpenSignOffStep.Apply(DecideSignOff.Pending(issue)!, SignOffStepKind.Approve, "approve-sign-off", null, Scenario.Now);
        Assert.Equal("AlreadySpokenInThisRound", DecideSignOff.Decide(issue, approve, Yes, delegated, Parties(), true).Refusal?.Code);
    }

    [Fact]
    public void With_several_lead_leaders_all_agree_or_one_as_the_round_is_set()
    {
        foreach (var (quorum, effect) in new[] { (LeaderQuorum.All, VerdictEffect.StepStaysOpen), (LeaderQuorum.Any, VerdictEffect.StepPassed) })
        {
            var (issue, step) = AtStep(SignOffStepKind.Agree, secondLeader: true);
            var parties = Parties() with { Settings = new SignOffSettings { LeadLeaders = quorum } };

            var decided = DecideSignOff.Decide(issue, step, Yes, LeaderActor, parties, false).Value!;
            Assert.Equal(effect, decided.Effect);
            DecideSignOff.Apply(issue, step, decided, LeaderActor, Scenario.Now);
            Assert.Equal(effect == VerdictEffect.StepStaysOpen ? StepOutcome.Open : StepOutcome.Agreed, step.Outcome);
            if (effect == VerdictEffect.StepStaysOpen)
            {
                var other = new Actor("leader-2", "周示范", Role.Leader, null, SecondLeader);
                Assert.Equal(VerdictEffect.StepPassed, DecideSignOff.Decide(issue, step, Yes, other, parties, false).Value?.Effect);
            }
        }
    }

    [Fact]
    public void Who_comes_too_late_is_told_who_was_faster()
    {
        var (issue, step) = AtStep(SignOffStepKind.Verify);
        Pass(issue, step, Scenario.Office, Yes);

        var refusal = DecideSignOff.Decide(issue, step, Yes, Scenario.Office with { Id = "office-2" }, Parties(), false).Refusal;

        Assert.Equal(("StepDecidedBy", "整改办甲"), (refusal?.Code, refusal?.Arguments[1]));
    }

    [Fact]
    public void The_office_agrees_once_what_it_asked_for_on_site_is_on_record()
    {
        var (issue, step) = AtStep(SignOffStepKind.Verify);
        var always = Parties() with { Settings = new SignOffSettings { SiteCheck = SiteCheckRule.Always } };
        Assert.Equal("SiteCheckNeeded", DecideSignOff.Decide(issue, step, Yes, Scenario.Office, always, false).Refusal?.Code);
        var check = CheckSite.Apply(issue, CheckSite.Ask(issue, "看堤防", Scenario.Office).Value!, Scenario.Office, Scenario.Now);
        Assert.Equal("SiteCheckStillOpen", DecideSignOff.Decide(issue, step, Yes, Scenario.Office, Parties(), false).Refusal?.Code);
        Assert.Equal("SiteCheckIncomplete", CheckSite.Record(issue, check, new SiteFindings(Scenario.Today.AddDays(1), "甲", "好"), Scenario.Office, Scenario.Today).Refusal?.Code);

        CheckSite.Apply(check, CheckSite.Record(issue, check, new SiteFindings(Scenario.Today, "甲、乙", "已加固"), Scenario.Office, Scenario.Today).Value!, Scenario.Office, Scenario.Now);

        Assert.False(DecideSignOff.Decide(issue, step, Yes, Scenario.Office, always, false).IsRefused);
    }

    [Fact]
    public void A_step_with_nobody_to_ask_is_passed_over_and_says_why()
    {
        var issue = Requested();
        var round = DecideSignOff.Pending(issue)!;
        Assert.Null(OpenSignOffStep.Decide(issue, round, SignOffStepKind.Endorse, Parties()));
        issue.LeadUnit!.HeadId = null;
        Assert.Equal(SkipReason.NoHeadOnTheRoster, OpenSignOffStep.Decide(issue, round, SignOffStepKind.Endorse, Parties()));

        var byHead = Done();
        RequestSignOff.Apply(byHead, new SignOffRequested(1, "已完成"), HeadActor, Scenario.Now);
        Assert.Equal(SkipReason.SignedWithTheRequest, OpenSignOffStep.Decide(byHead, DecideSignOff.Pending(byHead)!, SignOffStepKind.Endorse, Parties()));
    }

    private static string? Ask(Issue issue, string statement, Actor actor) => RequestSignOff.Decide(issue, statement, actor, new SignOffSettings()).Refusal?.Code;

    private static SignOffParties Parties(params IReadOnlyList<Principal> principals) => new(new SignOffSettings(), new HashSet<Guid> { Deputy }, principals);

    private static void Pass(Issue issue, SignOffStep step, Actor actor, Verdict verdict) =>
        DecideSignOff.Apply(issue, step, DecideSignOff.Decide(issue, step, verdict, actor, Parties(), false).Value!, actor, Scenario.Now);

    private (Issue Issue, SignOffStep Step) AtStep(SignOffStepKind kind, bool secondLeader = false)
    {
        var issue = Requested();
        if (secondLeader)
        {
            issue.LeadLeaders.Add(new LeadLeader { IssueId = issue.Id, PersonId = SecondLeader, Ordinal = 2 });
        }

        return (issue, OpenSignOffStep.Apply(DecideSignOff.Pending(issue)!, kind, $"{kind}", null, Scenario.Now));
    }

    private Issue Done()
    {
        var issue = scenario.Assigned(measures: 1);
        issue.LeadUnit = new Unit { Id = scenario.LeadUnit.Id, Name = scenario.LeadUnit.Name, HeadId = Head };
        CompleteMeasure.Apply(issue, new MeasureCompleted(1, Scenario.Today));
        return issue;
    }

    private void Request(Issue issue) =>
        RequestSignOff.Apply(issue, RequestSignOff.Decide(issue, "已完成", scenario.LiaisonActor, new SignOffSettings()).Value!, scenario.LiaisonActor, Scenario.Now);

    private Issue Requested()
    {
        var issue = Done();
        Request(issue);
        return issue;
    }
}
