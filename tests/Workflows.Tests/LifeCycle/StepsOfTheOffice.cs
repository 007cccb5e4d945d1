using System.Text.Json.Nodes;
using Ledger.History;
using Ledger.Issues;
using Ledger.OwnSteps;
using Ledger.Refusals;
using Ledger.SigningOff;
using Ledger.Working;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

/// <summary>Steps the office has drawn into the life cycle outside a sign-off, here behind the assignment.</summary>
public sealed class StepsOfTheOffice
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_is_work_of_whom_the_drawing_names_until_he_has_decided()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.PublishAsync(WithSecondOpinion("({ for: 'leadLeaders', dueInWorkingDays: 5 })"), 2, Token);
        var issue = await scene.AssignedAsync(7, new DateOnly(2026, 6, 30), Token);
        var step = Assert.Single((await scene.DossierAsync(issue.Id, Token))!.Issue.OwnSteps);
        Assert.Equal((StepParty.LeadLeaders, new DateOnly(2026, 3, 9), "第二意见"), (step.Party, step.DueOn, step.TaskName));
        Assert.Equal(["own-step 2026-03-09"], await WorkAsync(scene, scene.LeaderActor));
        Assert.Empty(await WorkAsync(scene, OfficeScene.Office));

        Assert.Contains(("Digest", scene.Leader.Email), await scene.MailsAsync(Token));
        Assert.DoesNotContain(("Digest", scene.OfficePerson.Email), await scene.MailsAsync(Token));

        var successor = await scene.JoinAsync("新市长", unit: null, Token);
        Assert.Null(await scene.InScopeAsync<RosterActs, Refusal?>(acts => acts.LeaveAsync(OfficeScene.Office, scene.Leader.Id, successor.Id, Token)));
        Assert.Contains(("Digest", successor.Email), await scene.MailsAsync(Token));

        Assert.Equal("OnlyTheLeadLeaders", (await DecideAsync(scene, issue, step, OfficeScene.Office))?.Code);
        var leader = scene.LeaderActor with { PersonId = successor.Id };
        Assert.Null(await DecideAsync(scene, issue, step, leader));

        Assert.Empty(await WorkAsync(scene, leader));
        Assert.DoesNotContain("第二意见", (await scene.PositionAsync(issue, Token))!.OpenTasks);
        Assert.Equal("OwnStepDecidedBy", (await DecideAsync(scene, issue, step, leader))?.Code);
        Assert.Contains((await scene.DossierAsync(issue.Id, Token))!.History, h => h.What is OwnStepDecided { Title: "第二意见", Agreed: true });
    }

    [Theory]
    [InlineData("({ issueId: getInput('IssueId') })", null)]
    [InlineData("({ For: 'nobody', dueInWorkingDays: 'soon' })", null)]
    [InlineData("({ dueOn: '2026-04-01' })", "2026-04-01")]
    public async Task Without_a_readable_order_the_office_is_asked_and_what_is_cancelled_is_nobodys_work(string payload, string? due)
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.PublishAsync(WithSecondOpinion(payload), 2, Token);
        var issue = await scene.AssignedAsync(7, new DateOnly(2026, 6, 30), Token);
        Assert.Equal([due is null ? "own-step" : $"own-step {due}"], await WorkAsync(scene, OfficeScene.Office));
        Assert.Empty(await WorkAsync(scene, scene.LeaderActor));
        Assert.Equal(1, (await scene.MailsAsync(Token)).Count(m => m == ("Digest", scene.OfficePerson.Email)));

        Assert.True(await scene.CancelAsync(issue, Token));

        Assert.Empty(await WorkAsync(scene, OfficeScene.Office));
        var step = Assert.Single((await scene.DossierAsync(issue.Id, Token))!.Issue.OwnSteps);
        Assert.Equal((OwnStepOutcome.Dropped, null), (step.Outcome, step.DecidedByName));
        Assert.Equal("OwnStepDropped", (await DecideAsync(scene, issue, step, OfficeScene.Office))?.Code);
    }

    private static Task<Refusal?> DecideAsync(OfficeScene scene, Issue issue, OwnStep step, Actor actor) =>
        scene.ActAsync(acts => acts.DecideOwnStepAsync(actor, issue.Id, step.Id, new Verdict(true), Token));

    private static Task<IReadOnlyList<string>> WorkAsync(OfficeScene scene, Actor actor) => scene.InLedgerAsync<IReadOnlyList<string>>(async db =>
    {
        var work = await new WorkList([new OwnStepsToDecide()]).ReadAsync(db, actor, new DateOnly(2026, 3, 2), new DateOnly(2026, 5, 1), Token);
        return [.. work.Select(i => i.DueOn is { } due ? $"{i.Kind} {due:yyyy-MM-dd}" : i.Kind)];
    });

    private static string WithSecondOpinion(string payload)
    {
        var json = JsonNode.Parse(BuiltInDefinitionFiles.All().Single())!.AsObject();
        var activities = json["root"]!["activities"]!.AsArray();
        var connections = json["root"]!["connections"]!.AsArray();
        var opinion = activities.Single(a => (string?)a!["id"] == "Verify")!.DeepClone();
        (opinion["id"], opinion["name"]) = ("Opinion", "Opinion");
        opinion["taskName"]!["expression"]!["value"] = "第二意见";
        opinion["payload"]!["expression"]!["value"] = payload;
        activities.Add(opinion);
        var behind = connections.Single(c => (string?)c!["source"]!["activity"] == "Assign")!;
        var on = behind.DeepClone();
        behind["target"]!["activity"] = "Opinion";
        on["source"]!["activity"] = "Opinion";
        connections.Add(on);
        return json.ToJsonString();
    }
}
