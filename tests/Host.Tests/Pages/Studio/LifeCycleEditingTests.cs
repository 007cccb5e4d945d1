using System.Text;
using Microsoft.Playwright;

namespace Host.Tests.Pages.Studio;

/// <summary>The office changes the life cycle with the mouse, and an issue registered afterwards goes the new way.</summary>
public sealed class LifeCycleEditingTests(House house) : IClassFixture<House>
{
    private const string Notice = """
        临江市委关于十二届省委第五轮巡视集中整改进展情况的通报
        根据省委巡视工作统一部署，2024年3月1日至5月10日，省委第二巡视组对临江市开展了常规巡视。2024年6月20日，省委第二巡视组向临江市委反馈了巡视意见。现将集中整改进展情况予以公布。
        1.关于“防汛物资储备不足”的问题
        整改情况：已补充防汛物资1200件，建立储备台账。
        """;

    [Fact]
    public async Task A_second_verification_drawn_by_hand_is_gone_through_by_a_new_issue_and_a_lost_step_is_refused_in_words()
    {
        var office = await house.SignInAsync("office");
        await office.SetViewportSizeAsync(1920, 1080);
        var drawing = new Drawing(office, await office.OpenStudioAsync("/studio/definitions/rectification-life-cycle"));
        await drawing.ReadyAsync();

        var second = await drawing.CopyAsync("Verify", besides: "Verify");
        var passed = await drawing.CopyAsync("Verified", besides: "ReturnedByOffice");
        await drawing.CutAsync("Agreed", "True", "Verify");
        await drawing.ConnectAsync("Agreed", "True", second);
        await drawing.ConnectAsync(second, "Done", passed);
        await drawing.ConnectAsync(passed, "True", "Verify");
        await drawing.ConnectAsync(passed, "False", "ReturnedByOffice");
        await drawing.NameTaskAsync(second, "复核");
        await office.PictureAsync("studio-second-verification");
        Assert.Equal(200, await drawing.PublishAsync());

        var issue = await RegisterAsync(office);
        foreach (var (account, step) in new[] { ("head", "签署"), ("leader", "审核"), ("office", "复核"), ("office2", "核查") })
        {
            var page = await house.SignInAsync(account);
            await page.GotoAsync(issue);
            await Assertions.Expect(page.Locator(".steps .now strong")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(step));
            await page.Locator("#opinion").Locator("xpath=ancestor::form").Locator("button").ClickAsync();
            await Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync("已同意");
        }

        await office.GotoAsync(issue);
        await Assertions.Expect(office.Locator(".steps .now strong")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("审批"));

        drawing = new Drawing(office, await office.OpenStudioAsync("/studio/definitions/rectification-life-cycle"));
        await drawing.ReadyAsync();
        await drawing.DeleteAsync("Approve");
        Assert.Equal(400, await drawing.PublishAsync());
        await Assertions.Expect(office.Locator("[data-not-saved] li").First).ToContainTextAsync("缺少台账必需的步骤：领导小组审批任务");
        await Assertions.Expect(office.FrameLocator("[data-studio] iframe").Locator(".mud-snackbar").Filter(new() { HasText = "缺少台账必需的步骤" })).ToBeVisibleAsync();
        await office.PictureAsync("studio-lost-step-refused");
        await office.NothingBrokeAsync();
    }

    /// <summary>A new issue of the demo's unit and leader, its measure done and sign-off requested.</summary>
    private async Task<string> RegisterAsync(IPage office)
    {
        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync("/work"); // what he has to do is of issues his own unit leads; the list has others too
        await liaison.Locator("#results tbody th a").First.ClickAsync();
        var unit = await liaison.Locator("section[aria-labelledby=people] dd").Nth(1).InnerTextAsync();
        var leader = await (await house.SignInAsync("leader")).Locator(".who a.name").EvaluateAsync<string>("a => a.firstChild.textContent.trim()");

        await office.GotoAsync("/import");
        await office.Locator("#notice").SetInputFilesAsync(new FilePayload { Name = "临江通报.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Notice) });
        await office.Locator("main form button").First.ClickAsync();
        await office.Locator(".confirm button").ClickAsync();
        await Assertions.Expect(office.Locator("[role=status].note")).ToHaveTextAsync("通报已导入。");
        await office.GotoAsync("/issues?status=Registered");
        await office.Locator("#results tbody th a").First.ClickAsync();
        var issue = new Uri(office.Url).AbsolutePath;
        var form = office.Locator("#acts form");
        await form.Locator("#lead-unit").SelectOptionAsync(new SelectOptionValue { Label = unit.Trim() });
        await form.GetByLabel(leader).First.CheckAsync();
        foreach (var date in await form.Locator("input[type=date]").AllAsync())
        {
            await date.FillAsync("2031-05-20");
        }

        await form.Locator("button").ClickAsync();
        await Assertions.Expect(office.Locator("[role=status].note")).ToContainTextAsync("已交办");

        await liaison.GotoAsync(issue);
        var buttons = liaison.Locator("section[aria-labelledby=measures] button");
        for (var left = await buttons.CountAsync(); left > 0; left--)
        {
            await buttons.First.ClickAsync();
            await Assertions.Expect(buttons).ToHaveCountAsync(left - 1);
        }

        await liaison.ProveAllAsync();
        await liaison.Locator("#statement").FillAsync("物资已经补足。");
        await liaison.Locator("#statement").Locator("xpath=ancestor::form").Locator("button").ClickAsync();
        await Assertions.Expect(liaison.Locator("[role=status].note")).ToContainTextAsync("销号申请已提交");
        return issue;
    }
}
