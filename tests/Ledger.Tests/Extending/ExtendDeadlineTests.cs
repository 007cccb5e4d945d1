using Ledger.Extending;
using Ledger.History;
using Ledger.Issues;
using Ledger.SigningOff;

namespace Ledger.Tests.Extending;

public sealed class ExtendDeadlineTests
{
    private static readonly SignOffSettings Settings = new();

    private static readonly DateOnly Later = Scenario.Today.AddDays(60);

    private readonly Scenario scenario = new();

    private static SignOffParties Parties => new(Settings, new HashSet<Guid>(), []);

    private Actor LeaderActor => new("leader-1", "李示范", Role.Leader, null, scenario.Leader.Id);

    [Fact]
    public void Two_levels_grant_it_and_only_then_the_deadline_moves()
    {
        var issue = scenario.Assigned();
        var request = Ask(issue);
        var old = issue.Measures[0].Deadline;
        Assert.Equal("ExtensionAlreadyAsked", Refusal(issue, Later, "再延"));

        Decide(issue, request, Scenario.Office);
        Assert.Equal((ExtensionOutcome.AtTheLeaders, old), (request.Outcome, issue.Measures[0].Deadline));
        Assert.Equal("OnlyTheLeadLeaders", ExtendDeadline.Decide(issue, request, true, null, Scenario.Office with { Id = "office-2" }, Parties).Refusal?.Code);
        Assert.Equal("AlreadySpokenInThisRound", ExtendDeadline.Decide(issue, request, true, null, Scenario.Office, Parties).Refusal?.Code);
        Decide(issue, request, LeaderActor);

        Assert.Equal((ExtensionOutcome.Granted, Later), (request.Outcome, issue.Measures[0].Deadline));
        Assert.Equal("ExtensionDecidedBy", ExtendDeadline.Decide(issue, request, true, null, LeaderActor, Parties).Refusal?.Code);
    }

    [Fact]
    public void It_is_for_a_later_day_with_a_reason_by_the_lead_unit_and_so_often_at_most()
    {
        var issue = scenario.Assigned();
        Assert.Equal("NewDeadlineNotLater", Refusal(issue, issue.Measures[0].Deadline!.Value, "理由"));
        Assert.Equal("ExtensionNeedsAReason", Refusal(issue, Later, " "));
        Assert.Equal("OnlyTheLeadUnit", ExtendDeadline.Ask(issue, 1, Later, "理由", LeaderActor, Settings).Refusal?.Code);
        for (var time = 0; time < Settings.ExtensionsPerMeasure; time++)
        {
            var request = Ask(issue, Later.AddDays(time));
            Decide(issue, request, Scenario.Office);
            Decide(issue, request, LeaderActor);
        }

        Assert.Equal("ExtensionsUsedUp", Refusal(issue, Later.AddDays(99), "再延"));
    }

    [Fact]
    public void Who_asked_does_not_decide_and_a_refusal_says_why()
    {
        var issue = scenario.Assigned();
        var byOffice = ExtendDeadline.Apply(issue, ExtendDeadline.Ask(issue, 1, Later, "代为申请", Scenario.Office, Settings).Value!, Scenario.Office, Scenario.Now);
        Assert.Equal("NobodyDecidesOnHisOwnRequest", ExtendDeadline.Decide(issue, byOffice, true, null, Scenario.Office, Parties).Refusal?.Code);
        var other = Scenario.Office with { Id = "office-2" };
        Assert.Equal("RefusedExtensionNeedsAReason", ExtendDeadline.Decide(issue, byOffice, false, null, other, Parties).Refusal?.Code);

        ExtendDeadline.Apply(issue, byOffice, ExtendDeadline.Decide(issue, byOffice, false, "理由不足", other, Parties).Value!, other, Scenario.Now);

        Assert.Equal((ExtensionOutcome.Refused, "理由不足"), (byOffice.Outcome, byOffice.Opinion));
    }

    private string? Refusal(Issue issue, DateOnly day, string reason) =>
        ExtendDeadline.Ask(issue, 1, day, reason, scenario.LiaisonActor, Settings).Refusal?.Code;

    private ExtensionRequest Ask(Issue issue, DateOnly? day = null) => ExtendDeadline.Apply(
        issue, ExtendDeadline.Ask(issue, 1, day ?? Later, "汛期影响施工", scenario.LiaisonActor, Settings).Value!, scenario.LiaisonActor, Scenario.Now);

    private static void Decide(Issue issue, ExtensionRequest request, Actor actor) =>
        ExtendDeadline.Apply(issue, request, ExtendDeadline.Decide(issue, request, true, null, actor, Parties).Value!, actor, Scenario.Now);
}
