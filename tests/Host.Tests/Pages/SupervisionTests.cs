using Microsoft.Playwright;

namespace Host.Tests.Pages;

public sealed class SupervisionTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_report_is_kept_submitted_returned_and_submitted_again()
    {
        var liaison = await house.SignInAsync("liaison");
        var office = await house.SignInAsync("office");
        await liaison.GotoAsync("/supervision");
        var owed = liaison.Locator("#results tbody tr").Filter(new LocatorFilterOptions { HasText = "填报周报" }).First;
        var address = (await owed.Locator("th a").GetAttributeAsync("href"))!;

        await liaison.GotoAsync(address);
        await liaison.Locator("#progress").FillAsync("完成清淤2公里。");
        await liaison.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "保存草稿" }).ClickAsync();
        await SaidAsync(liaison, "草稿已保存");
        await office.GotoAsync(address);
        Assert.DoesNotContain("完成清淤2公里", await office.TextAsync(), StringComparison.Ordinal);

        await liaison.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "清淤台账.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 台账"u8.ToArray() });
        await SubmitAsync(liaison);
        await Assertions.Expect(liaison.Locator("#report [role=alert], main > [role=alert]")).ToHaveTextAsync("请写明下周安排。");
        await liaison.Locator("#next").FillAsync("继续清淤。");
        await liaison.Locator("input[type=number]").First.FillAsync("40");
        await SubmitAsync(liaison);
        await SaidAsync(liaison, "周报已报送");
        await Assertions.Expect(liaison.Locator("#report")).ToHaveCountAsync(0);
        var file = house.Host.Address.GetLeftPart(UriPartial.Authority) + await liaison.Locator("ul.files a").GetAttributeAsync("href");
        Assert.Equal("%PDF-1.7 台账", await (await office.APIRequest.GetAsync(file)).TextAsync());

        await office.ReloadAsync();
        Assert.Contains("完成清淤2公里", await office.TextAsync(), StringComparison.Ordinal);
        await office.Locator("#reason").FillAsync("请附清淤台账。");
        await office.Locator("button.stern").ClickAsync();
        await SaidAsync(office, "周报已退回");

        await liaison.ReloadAsync();
        Assert.Contains("请附清淤台账。", await liaison.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("40", await liaison.Locator("input[type=number]").First.InputValueAsync());
        var otherTab = await liaison.Context.NewPageAsync();
        await otherTab.GotoAsync(address);
        await otherTab.Locator("#difficulties").FillAsync("另一窗口写的困难。");
        await liaison.Locator("ul.files button").ClickAsync();
        await SaidAsync(liaison, "附件已撤下");
        await Assertions.Expect(liaison.Locator("ul.files")).ToHaveCountAsync(0);
        await SubmitAsync(liaison);
        await SaidAsync(liaison, "周报已报送");
        await SubmitAsync(otherTab);
        await Assertions.Expect(otherTab.Locator("[role=alert]")).ToContainTextAsync("已经报送");
        Assert.Contains("另一窗口写的困难。", await otherTab.TextAsync(), StringComparison.Ordinal);

        await office.GotoAsync("/supervision?standing=Submitted");
        Assert.Contains(address, await office.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"));
        Assert.Equal(1, await office.FigureAsync("reported"));
    }

    [Fact]
    public async Task A_leader_reads_and_does_not_write_and_a_liaison_finds_no_other_units_report()
    {
        var office = await house.SignInAsync("office");
        await office.GotoAsync("/supervision");
        var all = await office.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync("/supervision");
        var own = await liaison.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var leader = await house.SignInAsync("leader");

        Assert.NotEmpty(all.Except(own));
        Assert.Equal(404, await liaison.StatusOfAsync(all.Except(own).First()));
        Assert.Equal(200, await leader.StatusOfAsync(all[0]));
        await Assertions.Expect(leader.Locator("#report, #reason")).ToHaveCountAsync(0);
    }

    private static Task SubmitAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "报送周报" }).ClickAsync();

    private static Task SaidAsync(IPage page, string what) =>
        Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync(what);
}
