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

    private static JsonObject Json() => JsonNode.Parse(BuiltInDefinitionFiles.All().Single())!.AsObject();

    private static WorkflowDefinition Parse(JsonObject json) => DefinitionParser.Parse(json, "v1");
}
