using System.Text.Json.Nodes;
using ElsaRuntime.Model;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

public sealed class TheDefinition
{
    [Fact]
    public void The_built_in_life_cycle_has_every_step_the_ledger_needs() =>
        Assert.Empty(new LifeCycleGuard().Examine(Parse(Json())));

    [Theory]
    [InlineData("Assign", LifeCycleNames.AssignIssue)]
    [InlineData("Accept", LifeCycleNames.AcceptIssue)]
    [InlineData("Endorse", LifeCycleNames.EndorseSignOff)]
    [InlineData("Agree", LifeCycleNames.AgreeSignOff)]
    [InlineData("Verify", LifeCycleNames.VerifySignOff)]
    [InlineData("Approve", LifeCycleNames.ApproveSignOff)]
    [InlineData("LookBack", LifeCycleNames.LookBack)]
    [InlineData("WaitLookBack", LifeCycleNames.LookBackDue)]
    [InlineData("WaitSignOff", LifeCycleNames.SignOffRequested)]
    [InlineData("WaitWeek", LifeCycleNames.WeeklySupervision)]
    [InlineData("WaitMeeting", LifeCycleNames.HalfMonthlyScheduling)]
    public void One_that_lost_a_step_is_refused_with_the_step_named(string activity, string step)
    {
        var json = Json();
        var activities = json["root"]!["activities"]!.AsArray();
        activities.Remove(activities.Single(a => (string?)a!["id"] == activity));

        var objection = Assert.Single(new LifeCycleGuard().Examine(Parse(json)));

        Assert.Contains(step, objection.Chinese, StringComparison.Ordinal);
        Assert.Contains(step, objection.English, StringComparison.Ordinal);
    }

    [Fact]
    public void One_whose_approval_can_be_passed_by_is_refused()
    {
        var json = Json();
        json["root"]!["connections"]!.AsArray().Single(c => (string?)c!["source"]!["activity"] == "Verified" && (string?)c["source"]!["port"] == "True")!
            ["target"]!["activity"] = "WaitLookBack";

        Assert.Equal("StepOfTheLedgerPassedBy", Assert.Single(new LifeCycleGuard().Examine(Parse(json))).Code);
    }

    [Fact]
    public void Its_way_is_told_in_the_order_it_is_gone()
    {
        var route = LifeCycleRoute.Of(Parse(Json()));

        Assert.Equal([LifeCycleNames.AssignIssue, LifeCycleNames.AcceptIssue], route.ToTheRequest);
        Assert.Equal([LifeCycleNames.EndorseSignOff, LifeCycleNames.AgreeSignOff, LifeCycleNames.VerifySignOff, LifeCycleNames.ApproveSignOff], route.Request);
        Assert.Equal([LifeCycleNames.LookBack], route.AfterSignOff);
    }

    [Fact]
    public void Two_approvals_that_lead_back_to_each_other_are_counted_and_end()
    {
        var json = Json();
        var again = json["root"]!["activities"]!.AsArray().Single(a => (string?)a!["id"] == "Approve")!.DeepClone();
        (again["id"], again["nodeId"], again["name"]) = ("ApproveAgain", "Workflow1:Flowchart1:ApproveAgain", "ApproveAgain");
        json["root"]!["activities"]!.AsArray().Add(again);
        foreach (var (from, to) in new[] { ("Approve", "ApproveAgain"), ("ApproveAgain", "Approve") })
        {
            json["root"]!["connections"]!.AsArray().Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
            });
        }

        Assert.Equal(1, LifeCycleRoute.InARow(Parse(Json()), LifeCycleNames.ApproveSignOff));
        Assert.Equal(2, LifeCycleRoute.InARow(Parse(json), LifeCycleNames.ApproveSignOff));
    }

    private static JsonObject Json() => JsonNode.Parse(BuiltInDefinitionFiles.All().Single())!.AsObject();

    private static WorkflowDefinition Parse(JsonObject json) => DefinitionParser.Parse(json, "v1");
}
