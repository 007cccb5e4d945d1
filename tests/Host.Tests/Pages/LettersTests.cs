using Microsoft.Playwright;

namespace Host.Tests.Pages;

public sealed class LettersTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_letter_goes_from_its_draft_to_its_answer()
    {
        var office = await house.SignInAsync("office");
        var leader = await house.SignInAsync("leader");
        var liaison = await house.SignInAsync("liaison");
        var issue = await SharedIssueAsync(liaison, leader);

        await office.GotoAsync(issue);
        await office.Locator("section[aria-labelledby=letters] a.button").ClickAsync();
        Assert.Contains("有关要求", await office.Locator("#body").InputValueAsync(), StringComparison.Ordinal);
        await office.Locator("main form button").ClickAsync();
        await SaidAsync(office, "等待他人审批");
        var address = new Uri(office.Url).AbsolutePath;
        await Assertions.Expect(office.Locator("#acts")).ToContainTextAsync("不能审批本人拟写的函件");
        Assert.Equal(404, await liaison.StatusOfAsync(address));

        await leader.GotoAsync("/work?kind=letter-to-approve");
        await leader.Locator($"#results a[href='{address}']").ClickAsync();
        await PressAsync(leader, "审批通过");
        await SaidAsync(leader, "可以编号发出");

        await office.ReloadAsync();
        await PressAsync(office, "编号并发出");
        await SaidAsync(office, "已编号发出");
        await Assertions.Expect(office.Locator("h1")).ToContainTextAsync("整改办函〔");
        await Assertions.Expect(office.Locator(".paper")).ToContainTextAsync("特此函告。");

        await liaison.GotoAsync("/work?kind=letter-to-sign");
        await liaison.Locator($"#results a[href='{address}']").ClickAsync();
        await PressAsync(liaison, "签收");
        await SaidAsync(liaison, "已签收");
        await PressAsync(liaison, "提交回复");
        await Assertions.Expect(liaison.Locator("main [role=alert]")).ToHaveTextAsync("请写明办理情况。");
        await liaison.Locator("#answer").FillAsync("已完成清淤3公里。");
        await liaison.Locator("#files").SetInputFilesAsync(new FilePayload { Name = "清淤台账.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 台账"u8.ToArray() });
        await PressAsync(liaison, "提交回复");
        await SaidAsync(liaison, "回复已送整改办");
        var document = await liaison.APIRequest.GetAsync($"{house.Host.Address.GetLeftPart(UriPartial.Authority)}{address}?handler=Document");
        Assert.Equal("PK", System.Text.Encoding.ASCII.GetString((await document.BodyAsync())[..2]));

        await office.ReloadAsync();
        await Assertions.Expect(office.Locator("#answer-title + p")).ToHaveTextAsync("已完成清淤3公里。");
        await Assertions.Expect(office.Locator("ul.files a")).ToHaveTextAsync("清淤台账.pdf");
        await PressAsync(office, "办结函件");
        await SaidAsync(office, "函件已办结");
        await office.GotoAsync("/letters?state=Closed");
        await Assertions.Expect(office.Locator($"#results a[href='{address}']")).ToContainTextAsync("整改办函〔");
        await office.GotoAsync(issue);
        Assert.Contains("送", await office.Locator(".history").Last.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_that_is_void_keeps_its_place_and_tells_why()
    {
        var office = await house.SignInAsync("office");
        await office.GotoAsync("/issues?status=InProgress");
        await office.Locator("#results tbody th a").First.ClickAsync();
        await office.Locator("section[aria-labelledby=letters] a.button").ClickAsync();
        await office.Locator("main form button").ClickAsync();
        await office.Locator("summary").Filter(new LocatorFilterOptions { HasText = "作废函件" }).ClickAsync();
        await PressAsync(office, "作废函件");
        await Assertions.Expect(office.Locator("main [role=alert]")).ToHaveTextAsync("作废必须写明理由。");
        await office.Locator("#void-reason").FillAsync("对象有误");
        await PressAsync(office, "作废函件");

        await SaidAsync(office, "函件已作废");
        Assert.Contains("对象有误", await office.TextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(office.Locator("#acts")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("liaison")]
    [InlineData("leader")]
    public async Task Only_the_office_drafts(string account)
    {
        var page = await house.SignInAsync(account);
        await page.GotoAsync("/issues?status=InProgress");
        var issue = (await page.Locator("#results tbody th a").First.GetAttributeAsync("href"))!;
        await page.GotoAsync(issue);

        await Assertions.Expect(page.Locator("section[aria-labelledby=letters] a.button")).ToHaveCountAsync(0);
        Assert.Equal(403, await page.StatusOfAsync(issue.Replace("/issues/", "/letters/new/", StringComparison.Ordinal)));
    }

    /// <summary>An issue the liaison's unit leads and the leader is a lead leader of.</summary>
    private static async Task<string> SharedIssueAsync(IPage liaison, IPage leader)
    {
        var name = (await leader.Locator(".who .name").InnerTextAsync()).Split(' ', '\n')[0].Trim();
        await liaison.GotoAsync("/supervision");
        var owed = await liaison.Locator("#results tbody tr").Filter(new LocatorFilterOptions { HasText = "填报周报" }).Locator("th a")
            .EvaluateAllAsync<string[]>("all => all.map(a => '/issues/' + a.getAttribute('href').split('/').pop())");
        foreach (var address in owed)
        {
            await liaison.GotoAsync(address);
            if ((await liaison.Locator("section[aria-labelledby=people]").InnerTextAsync()).Contains(name, StringComparison.Ordinal))
            {
                return address;
            }
        }

        throw new InvalidOperationException($"no issue of the liaison's unit is led by {name}");
    }

    private static Task PressAsync(IPage page, string button) =>
        page.Locator("main").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    private static Task SaidAsync(IPage page, string what) =>
        Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync(what);
}
