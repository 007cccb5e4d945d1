using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.SigningOff;
using Workflows.LifeCycle;

namespace Workflows.Tests.LifeCycle;

/// <summary>Versions of the life cycle that are not the built-in one: the one before it, and one the office has drawn.</summary>
public sealed class OtherVersions
{
    private static readonly DateOnly Deadline = new(2026, 6, 30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_issue_on_the_first_version_runs_to_its_end_while_new_ones_follow_the_present_one()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        using var stream = new StreamReader(typeof(OtherVersions).Assembly.GetManifestResourceStream("Workflows.Tests.LifeCycle.life-cycle-of-the-first-version.json")!);
        await scene.PublishAsync(await stream.ReadToEndAsync(Token), 2, Token);
        var old = await scene.AssignedAsync(7, Deadline, Token);
        await scene.PublishAsync(BuiltInDefinitionFiles.All().Single(), 3, Token);

        Assert.Null(await scene.ActAsync(acts => acts.CompleteMeasureAsync(scene.LiaisonActor, old.Id, 1, Token)));
        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, old.Id, "责任已压实", Token)));
        await scene.AgreeAsync(old, Token, OfficeScene.Office);

        Assert.Equal("Finished", (await scene.PositionAsync(old, Token))!.SubStatus);
        var dossier = await scene.DossierAsync(old.Id, Token);
        Assert.Equal((IssueStatus.SignedOff, 0), (dossier!.Issue.Status, dossier.Issue.LookBacks.Count));
        var fresh = await scene.RequestedAsync(8, Deadline, Token);
        Assert.Equal([LifeCycleNames.EndorseSignOff], (await scene.PositionAsync(fresh, Token))!.OpenTasks);
    }

    [Fact]
    public async Task A_second_verification_the_office_has_drawn_is_a_step_like_any_other()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.PublishAsync(WithSecondVerification(), 2, Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office);
        var position = (await scene.PositionAsync(issue, Token))!;
        Assert.Equal(["复核"], position.OpenTasks);
        Assert.Equal(["复核", LifeCycleNames.ApproveSignOff], position.Route.Request.Skip(3));
        Assert.Equal(["牵头领导审核", "整改办核查", "复核"], await scene.NextStagesAsync(scene.Liaison, Token));

        Assert.Equal("AlreadySpokenInThisRound", (await scene.ActAsync(acts => acts.DecideSignOffAsync(OfficeScene.Office, issue.Id, new Verdict(true), Token)))?.Code);
        Assert.Equal("OnlyTheOffice", (await scene.ActAsync(acts => acts.DecideSignOffAsync(scene.DeputyActor, issue.Id, new Verdict(true), Token)))?.Code);
        var second = OfficeScene.Office with { Id = "office-2", Name = "整改办乙" };
        Assert.Null(await scene.ActAsync(acts => acts.DecideSignOffAsync(second, issue.Id, new Verdict(false, "数据不符"), Token)));
        Assert.Contains(LifeCycleNames.SignOffRequested, (await scene.PositionAsync(issue, Token))!.AwaitedEvents);

        Assert.Null(await scene.ActAsync(acts => acts.RequestSignOffAsync(scene.LiaisonActor, issue.Id, "已更正", Token)));
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, second, scene.DeputyActor);
        var round = (await scene.DossierAsync(issue.Id, Token))!.Issue.SignOffRounds[1];
        Assert.Equal((SignOffOutcome.Approved, 5), (round.Outcome, round.Steps.Count));
        Assert.Equal("复核", round.Steps.Single(s => s.Kind == SignOffStepKind.Extra).TaskName);
    }

    [Fact]
    public async Task Where_the_office_asks_the_leading_group_twice_the_second_word_is_the_last()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        await scene.PublishAsync(WithSecondVerification(LifeCycleNames.ApproveSignOff), 2, Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office, scene.DeputyActor);

        Assert.Equal([LifeCycleNames.ApproveSignOff], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        Assert.Equal(IssueStatus.Verifying, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
        Assert.Equal("AlreadySpokenInThisRound", (await scene.ActAsync(acts => acts.DecideSignOffAsync(scene.DeputyActor, issue.Id, new Verdict(true), Token)))?.Code);
        await scene.AgreeAsync(issue, Token, scene.SecondDeputyActor);
        Assert.Equal(IssueStatus.SignedOff, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
    }

    [Fact]
    public async Task A_step_drawn_without_a_way_back_cannot_be_returned_and_says_what_is_missing()
    {
        await using var scene = await OfficeScene.OpenAsync(Token);
        var json = JsonNode.Parse(WithSecondVerification())!.AsObject();
        json["root"]!["connections"]!.AsArray().Single(c => Is(c, "SecondPassed", "False"))!["target"]!["activity"] = "Approve";
        await scene.PublishAsync(json.ToJsonString(), 2, Token);
        var issue = await scene.RequestedAsync(7, Deadline, Token);
        await scene.AgreeAsync(issue, Token, scene.HeadActor, scene.LeaderActor, OfficeScene.Office);
        var second = OfficeScene.Office with { Id = "office-2" };

        var refusal = await scene.ActAsync(acts => acts.DecideSignOffAsync(second, issue.Id, new Verdict(false, "数据不符"), Token));

        Assert.Equal(("RequestLeadsOn", LifeCycleNames.ApproveSignOff), (refusal?.Code, refusal?.Arguments[0]));
        Assert.Contains("“领导小组审批”", refusal!.In(CultureInfo.GetCultureInfo("zh-CN")), StringComparison.Ordinal);
        Assert.Contains("“approval of the leading group”", refusal!.In(CultureInfo.GetCultureInfo("en")), StringComparison.Ordinal);
        Assert.Equal("RequestLeadsOn", (await scene.ActAsync(acts => acts.WithdrawSignOffAsync(scene.LiaisonActor, issue.Id, "撤回", Token)))?.Code);
        Assert.Equal(["复核"], (await scene.PositionAsync(issue, Token))!.OpenTasks);
        await scene.AgreeAsync(issue, Token, second, scene.DeputyActor);
        Assert.Equal(IssueStatus.SignedOff, (await scene.DossierAsync(issue.Id, Token))!.Issue.Status);
    }

    private static string WithSecondVerification(string task = "复核")
    {
        var json = JsonNode.Parse(BuiltInDefinitionFiles.All().Single())!.AsObject();
        var activities = json["root"]!["activities"]!.AsArray();
        var connections = json["root"]!["connections"]!.AsArray();
        activities.Add(Copy(activities, "Verify", "Second", a => a["taskName"]!["expression"]!["value"] = task));
        activities.Add(Copy(activities, "Verified", "SecondPassed", _ => { }));
        connections.Single(c => Is(c, "Verified", "True"))!["target"]!["activity"] = "Second";
        foreach (var (source, port, target) in new[] { ("Second", "Done", "SecondPassed"), ("SecondPassed", "True", "Approve"), ("SecondPassed", "False", "ReturnedByOffice") })
        {
            connections.Add(new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
                ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
                ["vertices"] = new JsonArray(),
            });
        }

        return json.ToJsonString();
    }

    private static JsonNode Copy(JsonArray activities, string id, string copy, Action<JsonNode> change)
    {
        var made = activities.Single(a => (string?)a!["id"] == id)!.DeepClone();
        (made["id"], made["name"]) = (copy, copy);
        change(made);
        return made;
    }

    private static bool Is(JsonNode? connection, string source, string port) =>
        (string?)connection!["source"]!["activity"] == source && (string?)connection["source"]!["port"] == port;
}
