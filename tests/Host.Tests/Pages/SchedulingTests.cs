using Microsoft.Playwright;

namespace Host.Tests.Pages;

public sealed class SchedulingTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_meeting_is_run_and_its_decision_is_seen_to()
    {
        var office = await house.SignInAsync("office");
        var liaison = await house.SignInAsync("liaison");
        var owner = (await liaison.Locator(".who .name").InnerTextAsync()).Split(' ', '\n')[0].Trim();
        await office.GotoAsync("/scheduling");
        await office.Locator("tbody th a").First.ClickAsync();
        await office.Locator("#decide").WaitForAsync();
        var address = new Uri(office.Url).AbsolutePath;

        await office.Locator("#decide button").ClickAsync();
        await Assertions.Expect(office.Locator("main > [role=alert]")).ToHaveTextAsync("请写明议定事项。");
        await office.Locator("#decision-text").FillAsync("打通两套系统的数据接口。");
        var option = office.Locator("#decision-owner option").Filter(new LocatorFilterOptions { HasText = owner }).First;
        await office.Locator("#decision-owner").SelectOptionAsync((await option.GetAttributeAsync("value"))!);
        await office.Locator("#decision-due").FillAsync("2099-12-31");
        await office.Locator("#decide button").ClickAsync();
        await SaidAsync(office, "通知责任人");

        await office.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "办结记录" }).ClickAsync();
        await Assertions.Expect(office.Locator("main > [role=alert]")).ToContainTextAsync("参会人员");
        await office.Locator("#attendees").FillAsync("李示范、王示范");
        await office.Locator("#minutes").FillAsync("听取各单位汇报。");
        await office.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "保存记录" }).ClickAsync();
        await SaidAsync(office, "会议记录已保存");
        await office.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "办结记录" }).ClickAsync();
        await SaidAsync(office, "会议记录已办结");
        await Assertions.Expect(office.Locator("#decide, #attendees")).ToHaveCountAsync(0);

        await liaison.GotoAsync(address);
        Assert.DoesNotContain("听取各单位汇报", await liaison.TextAsync(), StringComparison.Ordinal);
        await liaison.Locator("textarea[name=Result]").FillAsync("接口已打通。");
        await liaison.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "办结", Exact = true }).ClickAsync();
        await SaidAsync(liaison, "议定事项已办结");
        Assert.Contains("接口已打通。", await liaison.TextAsync(), StringComparison.Ordinal);
        await office.GotoAsync("/scheduling");
        Assert.Contains("1 / 1", await office.TextAsync(), StringComparison.Ordinal);
    }

    private static Task SaidAsync(IPage page, string what) =>
        Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync(what);
}
