using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Host.Tests.Pages;

public sealed class IssueActsTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task An_issue_goes_from_its_measures_through_a_return_to_its_sign_off()
    {
        var liaison = await house.SignInAsync("liaison");
        var office = await house.SignInAsync("office");
        var address = await OwnIssueAsync(liaison, 0);

        await liaison.GotoAsync(address);
        await CompleteAllAsync(liaison);
        await SendRequestAsync(liaison, "全部措施已经落实，台账附后。");
        await ExpectNowAsync(liaison, "核查");

        await office.GotoAsync(address);
        Assert.Contains("全部措施已经落实", await office.Locator("#acts").InnerTextAsync(), StringComparison.Ordinal);
        await office.Locator("#reason").FillAsync("缺少验收记录，请补充。");
        await office.Locator("#acts button.stern").ClickAsync();
        await Assertions.Expect(office.Locator("[role=status].note")).ToContainTextAsync("退回");

        await liaison.ReloadAsync();
        Assert.Contains("缺少验收记录，请补充。", await liaison.TextAsync(), StringComparison.Ordinal);
        await SendRequestAsync(liaison, "验收记录已补充。");

        await office.GotoAsync(address);
        await office.Locator("#acts form").First.Locator("button").ClickAsync();
        await Assertions.Expect(office.Locator("[role=status].note")).ToContainTextAsync("已销号");
        await Assertions.Expect(office.Locator(".steps .past")).ToHaveCountAsync(4);
        Assert.Contains("同意第2次销号申请", await office.Locator(".history").Last.InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(office.Locator("main form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_request_before_the_measures_are_done_is_not_offered_and_the_page_says_why()
    {
        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync(await OwnIssueAsync(liaison, 1));

        await Assertions.Expect(liaison.Locator("section[aria-labelledby=measures] .note")).ToContainTextAsync("不能申请销号");
        await Assertions.Expect(liaison.Locator("#statement")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_refused_act_tells_why_at_its_form_and_keeps_what_was_typed()
    {
        var liaison = await house.SignInAsync("liaison");
        var office = await house.SignInAsync("office");
        var address = await OwnIssueAsync(liaison, 2);
        await liaison.GotoAsync(address);
        await CompleteAllAsync(liaison);

        await liaison.Locator("#acts button").ClickAsync();
        await Assertions.Expect(liaison.Locator("#acts [role=alert]")).ToHaveTextAsync("请写明整改完成情况。");
        await SendRequestAsync(liaison, "已完成。");

        await office.GotoAsync(address);
        await office.Locator("#acts button.stern").ClickAsync();
        await Assertions.Expect(office.Locator("#acts [role=alert]")).ToHaveTextAsync("退回必须写明理由和要求。");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_one_wins_and_the_other_is_told_with_his_words_kept()
    {
        var liaison = await house.SignInAsync("liaison");
        var one = await house.SignInAsync("office");
        var other = await house.SignInAsync("office");
        var address = await OwnIssueAsync(liaison, 3);
        await liaison.GotoAsync(address);
        await CompleteAllAsync(liaison);
        await SendRequestAsync(liaison, "已完成。");
        await one.GotoAsync(address);
        await other.GotoAsync(address);
        await other.Locator("#reason").FillAsync("请补充照片。");

        await one.Locator("#acts form").First.Locator("button").ClickAsync();
        await Assertions.Expect(one.Locator("[role=status].note")).ToContainTextAsync("已销号");
        await other.Locator("#acts button.stern").ClickAsync();

        await Assertions.Expect(other.Locator("[role=alert]")).ToBeVisibleAsync();
        Assert.Contains("请补充照片。", await other.Locator("#acts").InnerTextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(other.Locator(".steps .past")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task An_issue_without_heading_says_so_and_shows_its_text_people_and_history()
    {
        var office = await house.SignInAsync("office");
        await office.GotoAsync(await AddressAsync(1));

        await Assertions.Expect(office.Locator(".tag-missing")).ToHaveTextAsync("标题缺失");
        await office.Locator("summary").ClickAsync();
        var text = await office.TextAsync();
        Assert.Contains("督导12家单位开展了党的二十大精神宣讲活动", text, StringComparison.Ordinal);
        Assert.Contains("《关于健全完善全市理论宣讲人才库的通知》", text, StringComparison.Ordinal);
        Assert.Contains("登记为第1号问题", text, StringComparison.Ordinal);
        await Assertions.Expect(office.Locator("section[aria-labelledby=people] dd").First).Not.ToBeEmptyAsync();
    }

    [Fact]
    public async Task Who_signs_in_anew_in_the_middle_of_an_act_comes_back_to_the_issue()
    {
        var office = await house.SignInAsync("office");

        Assert.Equal(200, await office.StatusOfAsync(await AddressAsync(1) + "?handler=Return"));
        await Assertions.Expect(office.Locator(".steps")).ToBeVisibleAsync();
    }

    private static Task ExpectNowAsync(IPage page, string step) =>
        Assertions.Expect(page.Locator(".steps .now strong")).ToContainTextAsync(step);

    private static async Task CompleteAllAsync(IPage page)
    {
        var buttons = page.Locator("section[aria-labelledby=measures] button");
        for (var left = await buttons.CountAsync(); left > 0; left--)
        {
            await buttons.First.ClickAsync();
            await Assertions.Expect(buttons).ToHaveCountAsync(left - 1);
        }
    }

    private static async Task SendRequestAsync(IPage page, string statement)
    {
        await page.Locator("#statement").FillAsync(statement);
        await page.Locator("#acts button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=status].note")).ToContainTextAsync("销号申请已提交");
    }

    /// <summary>An issue in progress that the liaison's unit leads: each test takes another one.</summary>
    private static async Task<string> OwnIssueAsync(IPage liaison, int which)
    {
        await liaison.GotoAsync("/");
        await liaison.Locator("section[aria-labelledby=units] tbody a").First.ClickAsync();
        await liaison.WaitForURLAsync("**/issues?unit=*");
        var own = await liaison.Locator("section.results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var leading = new List<string>();
        foreach (var address in own)
        {
            await liaison.GotoAsync(address);
            if (await liaison.Locator("section[aria-labelledby=measures] li").CountAsync() > 0
                && await liaison.Locator("#acts, section[aria-labelledby=measures] button").CountAsync() > 0)
            {
                leading.Add(address);
            }
        }

        return leading[which];
    }

    private async Task<string> AddressAsync(int number)
    {
        var issue = await house.Host.Client.GetFromJsonAsync<JsonElement>($"/api/issues/{number}", TestContext.Current.CancellationToken);
        return $"/issues/{issue.GetProperty("id").GetString()}";
    }
}
