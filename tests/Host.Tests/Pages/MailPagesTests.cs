using Microsoft.Playwright;

namespace Host.Tests.Pages;

/// <summary>The office's pages about mails: proof, wording, delivery hours, what came in; and a reader's own choices.</summary>
[Collection(nameof(House))]
public sealed class MailPagesTests(House house)
{
    [Fact]
    public async Task The_proof_is_a_table_that_calculates_nothing_and_a_liaison_gets_his_own()
    {
        var office = await house.SignInAsync("office");
        await office.GotoAsync("/mails?kind=Assigned");
        var all = await ProofAsync(office, "/mails?kind=Assigned&handler=Proof");
        Assert.StartsWith("\uFEFF收件人,邮箱地址,种类,主题", all, StringComparison.Ordinal);
        Assert.Contains(",交办通知,", all, StringComparison.Ordinal);
        Assert.DoesNotContain(",逾期提醒,", all, StringComparison.Ordinal);
        var liaison = await house.SignInAsync("liaison");
        var own = await ProofAsync(liaison, "/mails?kind=Assigned&handler=Proof");
        Assert.InRange(own.Split("\r\n").Length, 3, all.Split("\r\n").Length - 1);
        Assert.Equal("'=1+1", Host.Pages.Mails.ProofFile.Cell("=1+1"));
        Assert.Equal("\"a,\"\"b\"\"\"", Host.Pages.Mails.ProofFile.Cell("a,\"b\""));
    }

    [Fact]
    public async Task The_office_changes_a_wording_and_a_mistake_is_refused_with_its_line()
    {
        var page = await house.SignInAsync("office");
        await page.GotoAsync("/mails/wording");
        await page.GetByRole(AriaRole.Link, new() { Name = "反弹通知" }).ClickAsync();
        await page.Locator("#part-Text").FillAsync("第一行\n{{ issue.nubmer }}");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        Assert.Contains("第2行", await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("issue.nubmer", await page.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("第一行\n{{ issue.nubmer }}", await page.Locator("#part-Text").InputValueAsync());

        await page.Locator("#part-Text").FillAsync("第{{ issue.number }}号问题反弹，请速办。");
        await page.GetByRole(AriaRole.Button, new() { Name = "预览（不保存）" }).ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe[name=preview]").Locator("body")).ToContainTextAsync("王建国同志");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("[role=status]").First).ToContainTextAsync("措辞已保存");
        await Assertions.Expect(page.Locator("pre[lang=zh-CN]")).ToContainTextAsync("第12号问题反弹，请速办。");
        await page.GetByRole(AriaRole.Button, new() { Name = "恢复原措辞" }).ClickAsync();
        await Assertions.Expect(page.Locator("pre[lang=zh-CN]")).Not.ToContainTextAsync("请速办");
    }

    [Fact]
    public async Task Every_mail_has_a_name_and_a_preview_in_both_languages()
    {
        var page = await house.SignInAsync("office");
        await page.GotoAsync("/mails/wording");
        var links = await page.Locator("tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href') + '|' + a.textContent)");
        Assert.Equal(Notifications.Templates.MailTemplate.All.Count, links.Length);
        Assert.DoesNotContain(links, link => link.Split('|')[1].StartsWith("MailKind_", StringComparison.Ordinal));
        foreach (var address in links.Select(link => link.Split('|')[0]))
        {
            Assert.Equal(200, await page.StatusOfAsync($"{address}?language=en&handler=Letter"));
        }

        Assert.Equal(404, await page.StatusOfAsync("/mails/wording/Nonsense"));
        Assert.Equal(404, await page.StatusOfAsync("/mails/wording/Overdue?scope=round/nobody"));
    }

    [Fact]
    public async Task Delivery_hours_and_a_readers_own_choice()
    {
        var office = await house.SignInAsync("office");
        await office.GotoAsync("/settings/mail");
        await office.Locator("#quiet-from").FillAsync("19:00");
        await office.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(office.Locator("[role=status]").First).ToContainTextAsync("已保存");
        Assert.Equal("19:00", await office.Locator("#quiet-from").InputValueAsync());

        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync("/Account/Mails");
        await liaison.Locator("#deliver-at").FillAsync("19:30");
        await liaison.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        Assert.Contains("19:00", await liaison.Locator("[role=alert]").InnerTextAsync(), StringComparison.Ordinal);
        await liaison.Locator("#deliver-at").FillAsync("16:00");
        await liaison.GetByRole(AriaRole.Button, new() { Name = "保存", Exact = true }).ClickAsync();
        await Assertions.Expect(liaison.Locator("[role=status]").First).ToContainTextAsync("已保存");
        Assert.Equal("16:00", await liaison.Locator("#deliver-at").InputValueAsync());
    }

    [Theory]
    [InlineData("/mails/inbox")]
    [InlineData("/mails/wording")]
    [InlineData("/mails/wording/Overdue")]
    [InlineData("/settings/mail")]
    public async Task What_runs_the_mails_is_the_offices(string address)
    {
        Assert.Equal(403, await (await house.SignInAsync("liaison")).StatusOfAsync(address));
        Assert.Equal(200, await (await house.SignInAsync("office")).StatusOfAsync(address));
    }

    [Fact]
    public async Task A_wrong_receipt_link_says_so_to_whoever_holds_it()
    {
        var page = await (await house.VisitorAsync()).NewPageAsync();
        Assert.Equal(404, await page.StatusOfAsync("/receipt/not-a-link"));
        Assert.Contains("签收链接不正确", await page.TextAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> ProofAsync(IPage page, string address)
    {
        var answer = await page.Context.APIRequest.GetAsync(new Uri(new Uri(page.Url), address).ToString());
        Assert.Equal(200, answer.Status);
        return System.Text.Encoding.UTF8.GetString(await answer.BodyAsync());
    }
}
