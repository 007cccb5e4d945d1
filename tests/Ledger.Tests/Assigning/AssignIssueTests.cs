using Ledger.Assigning;
using Ledger.History;
using Ledger.Issues;

namespace Ledger.Tests.Assigning;

public sealed class AssignIssueTests
{
    private readonly Scenario scenario = new();

    [Fact]
    public void The_office_assigns_a_registered_issue()
    {
        var issue = scenario.Registered();
        var assignment = scenario.Assignment(issue);

        var decision = AssignIssue.Decide(issue, assignment, scenario.Roster, Scenario.Office);
        AssignIssue.Apply(issue, assignment, scenario.Roster, Scenario.Now);

        Assert.Equal(("市水利和湖泊局", "李示范"), (decision.Value!.LeadUnit, Assert.Single(decision.Value.LeadLeaders)));
        Assert.Equal(IssueStatus.InProgress, issue.Status);
        Assert.All(issue.Measures, m => Assert.Equal(Scenario.Today.AddDays(30), m.Deadline));
    }

    [Fact]
    public void It_is_assigned_once() => Refused("AlreadyAssigned", scenario.Assigned(), a => a);

    [Fact]
    public void Nobody_but_the_office_assigns() => Refused("OnlyTheOffice", scenario.Registered(), a => a, scenario.LiaisonActor);

    [Fact]
    public void At_least_one_leader_answers_for_it() => Refused("NoLeadLeader", scenario.Registered(), a => a with { LeadLeaderIds = [] });

    [Fact]
    public void The_leader_stands_on_the_roster() => Refused("LeaderUnknown", scenario.Registered(), a => a with { LeadLeaderIds = [Guid.NewGuid()] });

    [Fact]
    public void The_units_stand_on_the_roster() => Refused("UnitUnknown", scenario.Registered(), a => a with { LeadUnitId = Guid.NewGuid() });

    [Fact]
    public void The_lead_unit_is_not_also_responsible() =>
        Refused("LeadUnitAlsoResponsible", scenario.Registered(), a => a with { ResponsibleUnitIds = [scenario.LeadUnit.Id] });

    [Fact]
    public void Every_measure_gets_a_deadline()
    {
        Refused("EveryMeasureNeedsADeadline", scenario.Registered(), a => a with { Deadlines = [a.Deadlines[0]] });
        Refused("EveryMeasureNeedsADeadline", scenario.Registered(), a => a with { Deadlines = [a.Deadlines[0], a.Deadlines[1] with { Deadline = null }] });
    }

    [Fact]
    public void A_deadline_for_a_measure_that_is_not_there_is_refused() =>
        Refused("MeasureUnknown", scenario.Registered(), a => a with { Deadlines = [.. a.Deadlines, a.Deadlines[0] with { Ordinal = 9 }] });

    [Fact]
    public void A_long_term_measure_needs_no_date()
    {
        var issue = scenario.Registered(measures: 1);
        var assignment = scenario.Assignment(issue) with { Deadlines = [new MeasureTerm(1, DeadlineKind.LongTerm, null)] };

        Assert.False(AssignIssue.Decide(issue, assignment, scenario.Roster, Scenario.Office).IsRefused);
    }

    private void Refused(string code, Issue issue, Func<Assignment, Assignment> change, Actor? actor = null)
    {
        var decision = AssignIssue.Decide(issue, change(scenario.Assignment(issue)), scenario.Roster, actor ?? Scenario.Office);

        Assert.Equal(code, decision.Refusal?.Code);
    }
}
