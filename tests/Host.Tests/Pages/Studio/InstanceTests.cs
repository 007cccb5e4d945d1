using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Host.Tests.Pages.Studio;

/// <summary>Deciding beside the live diagram, and moving issues to a new version of the life cycle.</summary>
public sealed class InstanceTests(House house) : IClassFixture<House>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_is_returned_and_then_approved_beside_the_diagram_whose_badges_turn()
    {
        var liaison = await house.SignInAsync("liaison");
        var (head, leader) = (await house.SignInAsync("head"), await house.SignInAsync("leader"));
        var issue = await RequestedAsync(liaison, 0);
        await AgreeAsync(head, issue);
        await AgreeAsync(leader, issue);
        var office = await house.SignInAsync("office");
        var other = await house.SignInAsync("office");
        await office.GotoAsync(issue);
        var instance = (await office.Locator("a[href^='/studio/instances/']").GetAttributeAsync("href"))!;
        var diagram = await office.OpenStudioAsync(instance);
        await other.GotoAsync(instance);
        await diagram.Locator(".x6-node").First.SeenAsync();
        await AmberAsync(diagram, true);
        await office.PictureAsync("studio-approve-1-waits");

        await office.Locator("[data-step] button.stern").ClickAsync();
        await Assertions.Expect(office.Locator("[data-step] [role=alert]")).ToHaveTextAsync("退回必须写明理由和要求。");
        await other.Locator("[data-step] #reason").FillAsync("另一人正在写的理由。");
        await office.Locator("[data-step] #reason").FillAsync("缺少验收记录，请补充。");
        await office.Locator("[data-step] button.stern").ClickAsync();
        await Assertions.Expect(office.Locator("[data-said]")).ToContainTextAsync("退回");
        await office.Locator("[data-rest]").GetByText("缺少验收记录，请补充。").First.SeenAsync();
        Assert.Equal(instance, new Uri(office.Url).AbsolutePath);
        await Assertions.Expect(other.Locator("[data-moved]")).ToBeVisibleAsync();
        await other.Locator("[data-step] button.stern").ClickAsync();
        await Assertions.Expect(other.Locator("[data-step] [role=alert]")).ToBeVisibleAsync();
        Assert.Contains("另一人正在写的理由。", await other.Locator("[data-step]").InnerTextAsync(), StringComparison.Ordinal);

        await liaison.GotoAsync(issue);
        await liaison.Locator("#statement").FillAsync("验收记录已补充。");
        await liaison.Locator("#statement").Locator("xpath=ancestor::form").Locator("button").ClickAsync();
        await Assertions.Expect(liaison.Locator("[role=status].note")).ToContainTextAsync("销号申请已提交");
        await AgreeAsync(head, issue);
        await AgreeAsync(leader, issue);
        await office.Locator("[data-step]").GetByText("验收记录已补充。").SeenAsync();
        await PressWhileItRefreshesAsync(office, office.Locator("[data-step] #opinion").Locator("xpath=ancestor::form").Locator("button"));
        await Assertions.Expect(office.Locator("[data-said]")).ToContainTextAsync("已同意", new() { Timeout = StudioSteps.Patience });
        await AmberAsync(diagram, false);
        await office.NothingBrokeAsync();
        await office.PictureAsync("studio-approve-2-signed-off");
    }

    [Fact]
    public async Task Chosen_issues_move_to_a_published_version_and_a_version_without_a_needed_step_is_refused_with_the_reason()
    {
        var office = await house.SignInAsync("office");
        var model = (JsonObject)(await house.Host.Client.GetFromJsonAsync<JsonNode>("/elsa/api/workflow-definitions/by-definition-id/rectification-life-cycle", Token))!;
        var activities = (JsonArray)model["root"]!["activities"]!;
        activities.Add(new JsonObject { ["id"] = "Extra", ["type"] = "Elsa.WriteLine", ["version"] = 1, ["name"] = "Extra" });
        ((JsonArray)model["root"]!["connections"]!).Add(new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = "ReturnedByOffice", ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = "Extra", ["port"] = "In" },
        });
        Assert.Equal(System.Net.HttpStatusCode.OK, (await PublishAsync(model)).StatusCode);

        await office.GotoAsync("/studio/move");
        var rows = office.Locator("tbody tr");
        var before = await rows.CountAsync();
        Assert.True(before > 1);
        await office.PictureAsync("studio-move-plan");
        await office.Locator("main form button:not([data-choose-all])").ClickAsync();
        await Assertions.Expect(office.Locator("[role=alert]")).ToContainTextAsync("没有选中");
        var issue = await rows.First.Locator("th a").GetAttributeAsync("href");
        await rows.First.Locator("input").CheckAsync();
        await office.Locator("main form button:not([data-choose-all])").ClickAsync();
        await Assertions.Expect(office.Locator("[role=status]")).ToContainTextAsync("已迁移1个问题");
        await Assertions.Expect(rows).ToHaveCountAsync(before - 1);
        await office.GotoAsync(issue!);
        await Assertions.Expect(office.Locator(".history").Last).ToContainTextAsync("迁移到第2版");
        await office.Locator("a[href^='/studio/instances/']").ClickAsync();
        await (await office.StudioAsync()).Locator(".x6-node").First.SeenAsync();
        await office.NothingBrokeAsync();

        var lost = (JsonObject)model.DeepClone();
        foreach (var activity in ((JsonArray)lost["root"]!["activities"]!).OfType<JsonObject>().Where(a => a["type"]!.ToString() == "Elsa.RunTask"))
        {
            activity["taskName"]!["expression"]!["value"] = "something-else";
        }

        var refused = await PublishAsync(lost);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("缺少台账必需的步骤", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Badges_turn_for_what_a_program_does_and_for_what_the_clock_does()
    {
        var office = await house.SignInAsync("office");
        var model = JsonNode.Parse("""
            {
              "definitionId": "badges", "name": "徽标",
              "root": {
                "id": "Flow", "type": "Elsa.Flowchart", "version": 1,
                "activities": [
                  { "id": "Go", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "badges-go" } }, "metadata": { "designer": { "position": { "x": 0, "y": 0 } } } },
                  { "id": "Wait", "type": "Elsa.Delay", "version": 1, "timeSpan": { "typeName": "TimeSpan", "expression": { "type": "Literal", "value": "00:00:01" } }, "metadata": { "designer": { "position": { "x": 300, "y": 0 } } } },
                  { "id": "Ask", "type": "Elsa.RunTask", "version": 1, "taskName": { "typeName": "String", "expression": { "type": "Literal", "value": "badges-ask" } }, "metadata": { "designer": { "position": { "x": 600, "y": 0 } } } }
                ],
                "connections": [
                  { "source": { "activity": "Go", "port": "Done" }, "target": { "activity": "Wait", "port": "In" } },
                  { "source": { "activity": "Wait", "port": "Done" }, "target": { "activity": "Ask", "port": "In" } }
                ]
              }
            }
            """)!.AsObject();
        Assert.Equal(System.Net.HttpStatusCode.OK, (await PublishAsync(model)).StatusCode);
        Assert.True((await house.Host.Client.PostAsJsonAsync("/elsa/api/workflow-definitions/badges/execute", new JsonObject(), Token)).IsSuccessStatusCode);
        var running = await house.Host.Client.GetFromJsonAsync<JsonNode>("/elsa/api/workflow-instances?definitionId=badges", Token);
        var id = running!["items"]![0]!["id"]!.ToString();
        var diagram = await office.OpenStudioAsync($"/studio/instances/{id}");
        await AmberAsync(diagram, true, "Go");

        Assert.True((await house.Host.Client.PostAsJsonAsync("/elsa/api/events/badges-go/trigger", new JsonObject(), Token)).IsSuccessStatusCode);
        await AmberAsync(diagram, false, "Go");
        await AmberAsync(diagram, true, "Ask");
        var waiting = await house.Host.Client.GetFromJsonAsync<JsonNode>($"/elsa/api/workflow-instances/{id}", Token);
        var task = waiting!["workflowState"]!["bookmarks"]![0]!["payload"]!["taskId"]!.ToString();
        Assert.True((await house.Host.Client.PostAsJsonAsync($"/elsa/api/tasks/{task}/complete", new JsonObject(), Token)).IsSuccessStatusCode);
        await AmberAsync(diagram, false, "Ask");
        await office.NothingBrokeAsync();
    }

    [Fact]
    public async Task Badges_of_an_issue_turn_when_the_weekly_run_wakes_it()
    {
        // As if the week were not opened yet: its duties are last week's, and nobody has been woken for it.
        await using (var lastWeek = house.Database.CreateCommand("""
            update ledger.weekly_supervision set week_of = week_of - 7;
            delete from elsa.event_fan_out where key like 'weekly-supervision/%'
            """))
        {
            Assert.InRange(await lastWeek.ExecuteNonQueryAsync(Token), 2, 9);
        }

        var (office, jobs) = (await house.SignInAsync("office"), await house.SignInAsync("office"));
        await office.GotoAsync("/issues?status=InProgress");
        await office.GotoAsync((await office.Locator("#results tbody th a").First.GetAttributeAsync("href"))!);
        var diagram = await office.OpenStudioAsync((await office.Locator("a[href^='/studio/instances/']").First.GetAttributeAsync("href"))!);
        var supervised = diagram.Locator("[data-cell-id=Supervise] .mud-theme-success");
        await supervised.SeenAsync();
        var weeks = int.Parse(await supervised.InnerTextAsync(), CultureInfo.InvariantCulture);

        await jobs.GotoAsync("/settings/jobs");
        await jobs.Locator("form:has([value=weekly-supervision]) button").ClickAsync();
        await Assertions.Expect(supervised).ToHaveTextAsync((weeks + 1).ToString(CultureInfo.InvariantCulture), new() { Timeout = StudioSteps.Patience });
        await Assertions.Expect(diagram.Locator("[data-cell-id=WaitWeek] .mud-theme-warning")).ToHaveCountAsync(1, new() { Timeout = StudioSteps.Patience });
        await office.NothingBrokeAsync();
    }

    private Task<HttpResponseMessage> PublishAsync(JsonObject model)
    {
        var copy = (JsonObject)model.DeepClone();
        copy.Remove("links");
        return house.Host.Client.PostAsJsonAsync("/elsa/api/workflow-definitions", new JsonObject { ["model"] = copy, ["publish"] = true }, Token);
    }

    /// <summary>Waits until the step's badge is amber, or no longer is.</summary>
    private static Task AmberAsync(IFrameLocator diagram, bool wanted, string step = "Verify") => Assertions.Expect(diagram.Locator($"[data-cell-id={step}] .mud-theme-warning"))
        .ToHaveCountAsync(wanted ? 1 : 0, new() { Timeout = StudioSteps.Patience });

    private static async Task AgreeAsync(IPage page, string issue)
    {
        await page.GotoAsync(issue);
        await page.Locator("#opinion").Locator("xpath=ancestor::form").Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync("已同意");
    }

    /// <summary>
    /// Presses while the panel fetches its step anew: between pressing and letting go, and again between the act and its answer.
    /// Neither takes the button from under the finger or the answer from the act.
    /// </summary>
    private static async Task PressWhileItRefreshesAsync(IPage page, ILocator button)
    {
        const string refreshAndWait = "async () => { dispatchEvent(new Event('focus')); await fetch(document.querySelector('[data-step]').getAttribute('hx-get')); }";
        await page.RouteAsync("**/issues/*handler=Approve*", async route =>
        {
            var answer = await route.FetchAsync();
            await page.EvaluateAsync(refreshAndWait);
            await route.FulfillAsync(new() { Response = answer });
        });
        await page.EvaluateAsync(refreshAndWait);
        await button.HoverAsync();
        await page.Mouse.DownAsync();
        var pressed = await button.ElementHandleAsync();
        await page.EvaluateAsync(refreshAndWait);
        Assert.True(await pressed.EvaluateAsync<bool>("it => it.isConnected"));
        await page.Mouse.UpAsync();
    }

    /// <summary>An issue of the liaison's own, all measures done and sign-off requested.</summary>
    private static async Task<string> RequestedAsync(IPage liaison, int which)
    {
        await liaison.GotoAsync("/issues");
        var own = await liaison.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var buttons = liaison.Locator("section[aria-labelledby=measures] button");
        foreach (var address in own)
        {
            await liaison.GotoAsync(address);
            if (await buttons.CountAsync() > 0 && which-- == 0)
            {
                break;
            }
        }

        for (var left = await buttons.CountAsync(); left > 0; left--)
        {
            await buttons.First.ClickAsync();
            await Assertions.Expect(buttons).ToHaveCountAsync(left - 1);
        }

        await liaison.ProveAllAsync();
        await liaison.Locator("#statement").FillAsync("全部措施已经落实。");
        await liaison.Locator("#statement").Locator("xpath=ancestor::form").Locator("button").ClickAsync();
        await Assertions.Expect(liaison.Locator("[role=status].note")).ToContainTextAsync("销号申请已提交");
        return new Uri(liaison.Url).AbsolutePath;
    }
}
