using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.Units;

namespace Ledger.Tests.LookingBack;

public sealed class LookBackTests
{
    private static readonly IReadOnlyList<CheckedPoint> AllHold = [.. Enum.GetValues<LookBackPoint>().Select(p => new CheckedPoint(p, true))];

    private readonly Scenario scenario = new();

    [Fact]
    public void What_holds_is_closed_for_good()
    {
        var issue = SignedOff();
        Assert.Equal("LookBackIncomplete", Refusal(issue, new LookBackFindings(true, [.. AllHold.Skip(1)], "好")));
        Assert.Equal("LookBackIncomplete", Refusal(issue, new LookBackFindings(true, AllHold, " ")));
        Assert.Equal("LookBackDoesNotHold", Refusal(issue, new LookBackFindings(true, [.. AllHold.Skip(1), new(LookBackPoint.MeasuresHold, false)], "差")));
        Assert.Equal("OnlyTheOffice", LookBackOn.Decide(issue, new LookBackFindings(true, AllHold, "好"), scenario.LiaisonActor, Scenario.Today).Refusal?.Code);

        LookBackOn.Apply(issue, new LookBackFindings(true, AllHold, "制度执行到位"), Scenario.Office, Scenario.Now);

        Assert.Equal((IssueStatus.SignedOff, Scenario.Now), (issue.Status, issue.ClosedAt));
        Assert.Equal("LookBackDoneBy", Refusal(issue, new LookBackFindings(true, AllHold, "好")));
    }

    [Fact]
    public void A_rebound_begins_the_next_rectification_and_leaves_the_old_measures_alone()
    {
        var issue = SignedOff();
        var old = issue.Measures.Select(m => (m.Ordinal, m.Text, m.Status, m.Cycle)).ToList();
        Assert.Equal("ReboundNeedsMeasures", Refusal(issue, new LookBackFindings(false, AllHold, "反弹", [" "], Scenario.Today.AddDays(30))));
        Assert.Equal("ReboundNeedsMeasures", Refusal(issue, new LookBackFindings(false, AllHold, "反弹", ["重建台账"], Scenario.Today)));

        LookBackOn.Apply(issue, new LookBackFindings(false, AllHold, "反弹", ["重建台账", "专人负责"], Scenario.Today.AddDays(30)), Scenario.Office, Scenario.Now);

        Assert.Equal((IssueStatus.InProgress, 2, null), (issue.Status, issue.Cycle, issue.SignedOffAt));
        Assert.Equal(old, issue.Measures.Where(m => m.Cycle == 1).Select(m => (m.Ordinal, m.Text, m.Status, m.Cycle)));
        Assert.Equal([(3, "重建台账"), (4, "专人负责")], issue.Measures.Where(m => m.Cycle == 2).Select(m => (m.Ordinal, m.Text)));
    }

    [Fact]
    public void A_rebound_of_an_issue_whose_leader_has_left_needs_a_successor_who_takes_his_place()
    {
        var issue = SignedOff();
        var successor = new Person { Id = Guid.NewGuid(), Name = "钱示范", Title = "副市长", Email = "qian@city.example" };
        scenario.Leader.LeftOn = Scenario.Today;
        var place = issue.LeadLeaders.Single();
        issue.LeadLeaders[0] = new LeadLeader { IssueId = issue.Id, PersonId = place.PersonId, Person = scenario.Leader, Ordinal = place.Ordinal };
        var findings = new LookBackFindings(false, AllHold, "反弹", ["重建台账"], Scenario.Today.AddDays(30), successor.Id);

        Assert.Equal("ReboundNeedsASuccessor", Refusal(issue, findings));
        Assert.IsType<IssueRebounded>(LookBackOn.Decide(issue, findings, Scenario.Office, Scenario.Today, successor).Value);
        LookBackOn.Replace(issue, successor);

        Assert.Equal([(successor.Id, place.Ordinal)], issue.LeadLeaders.Select(l => (l.PersonId, l.Ordinal)));
    }

    private static string? Refusal(Issue issue, LookBackFindings findings) => LookBackOn.Decide(issue, findings, Scenario.Office, Scenario.Today).Refusal?.Code;

    private Issue SignedOff()
    {
        var issue = scenario.Assigned();
        (issue.Status, issue.SignedOffAt) = (IssueStatus.SignedOff, Scenario.Now);
        var planned = LookBackOn.Plan(issue, Scenario.Today, 180, Scenario.Now);
        Assert.Equal(Scenario.Today.AddDays(180), planned.DueOn);
        Assert.Equal(typeof(LookBackBegun), LookBackOn.Begin(issue, Scenario.Office).Value?.GetType());
        planned.OpenedAt = Scenario.Now;
        return issue;
    }
}
