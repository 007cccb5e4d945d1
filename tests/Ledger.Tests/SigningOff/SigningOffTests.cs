using Ledger.Completing;
using Ledger.History;
using Ledger.Issues;
using Ledger.SigningOff;

namespace Ledger.Tests.SigningOff;

public sealed class SigningOffTests
{
    private static readonly Verdict Agree = new(true, null);

    private readonly Scenario scenario = new();

    [Fact]
    public void Sign_off_waits_for_every_dated_measure()
    {
        var issue = scenario.Assigned(measures: 2);
        CompleteMeasure.Apply(issue, new MeasureCompleted(1, Scenario.Today));

        var refusal = RequestSignOff.Decide(issue, "已完成", scenario.LiaisonActor).Refusal;

        Assert.Equal(("MeasuresStillOpen", 1), (refusal?.Code, refusal?.Arguments[0]));
    }

    [Fact]
    public void A_request_says_what_has_been_done() =>
        Assert.Equal("StatementMissing", RequestSignOff.Decide(Done(), " ", scenario.LiaisonActor).Refusal?.Code);

    [Fact]
    public void Another_unit_does_not_request_it() =>
        Assert.Equal("OnlyTheLeadUnit", RequestSignOff.Decide(Done(), "已完成", scenario.LiaisonActor with { UnitId = scenario.OtherUnit.Id }).Refusal?.Code);

    [Fact]
    public void The_office_signs_off()
    {
        var issue = Requested();

        Assert.IsType<IssueSignedOff>(DecideSignOff.Decide(issue, Agree, Scenario.Office).Value);
        DecideSignOff.Apply(issue, Agree, Scenario.Office, Scenario.Now);

        Assert.Equal((IssueStatus.SignedOff, Scenario.Now), (issue.Status, issue.SignedOffAt));
    }

    [Fact]
    public void A_return_needs_its_reason_and_opens_the_way_for_a_new_round()
    {
        var issue = Requested();
        Assert.Equal("ReturnNeedsAReason", DecideSignOff.Decide(issue, new Verdict(false, "  "), Scenario.Office).Refusal?.Code);

        DecideSignOff.Apply(issue, new Verdict(false, "佐证材料不全"), Scenario.Office, Scenario.Now);
        RequestSignOff.Apply(issue, RequestSignOff.Decide(issue, "已补充", scenario.LiaisonActor).Value!, scenario.LiaisonActor, Scenario.Now);

        Assert.Equal([SignOffOutcome.Returned, SignOffOutcome.Pending], issue.SignOffRounds.Select(r => r.Outcome));
        Assert.Equal(2, DecideSignOff.Pending(issue)?.Number);
    }

    [Fact]
    public void Nobody_decides_on_his_own_request()
    {
        var issue = Done();
        RequestSignOff.Apply(issue, RequestSignOff.Decide(issue, "代为申请", Scenario.Office).Value!, Scenario.Office, Scenario.Now);

        Assert.Equal("NobodyDecidesOnHisOwnRequest", DecideSignOff.Decide(issue, Agree, Scenario.Office).Refusal?.Code);
    }

    [Fact]
    public void Only_the_office_decides() =>
        Assert.Equal("OnlyTheOffice", DecideSignOff.Decide(Requested(), Agree, scenario.LiaisonActor).Refusal?.Code);

    [Fact]
    public void Without_a_request_there_is_nothing_to_decide() =>
        Assert.Equal("NothingToDecide", DecideSignOff.Decide(scenario.Assigned(), Agree, Scenario.Office).Refusal?.Code);

    [Fact]
    public void A_measure_is_done_once_and_by_the_lead_unit()
    {
        var issue = scenario.Assigned(measures: 1);
        Assert.Equal("OnlyTheLeadUnit", CompleteMeasure.Decide(issue, 1, scenario.LiaisonActor with { UnitId = null }, Scenario.Today).Refusal?.Code);
        Assert.Equal("MeasureUnknown", CompleteMeasure.Decide(issue, 2, scenario.LiaisonActor, Scenario.Today).Refusal?.Code);

        CompleteMeasure.Apply(issue, CompleteMeasure.Decide(issue, 1, scenario.LiaisonActor, Scenario.Today).Value!);

        Assert.Equal("MeasureAlreadyDone", CompleteMeasure.Decide(issue, 1, scenario.LiaisonActor, Scenario.Today).Refusal?.Code);
    }

    private Issue Done()
    {
        var issue = scenario.Assigned(measures: 1);
        CompleteMeasure.Apply(issue, new MeasureCompleted(1, Scenario.Today));
        return issue;
    }

    private Issue Requested()
    {
        var issue = Done();
        RequestSignOff.Apply(issue, RequestSignOff.Decide(issue, "已完成", scenario.LiaisonActor).Value!, scenario.LiaisonActor, Scenario.Now);
        return issue;
    }
}
