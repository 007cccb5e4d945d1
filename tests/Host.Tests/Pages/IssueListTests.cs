using System.Globalization;
using Microsoft.Playwright;

namespace Host.Tests.Pages;

[Collection(nameof(House))]
public sealed class IssueListTests(House house)
{
    [Fact]
    public async Task Pages_follow_each_other_and_hold_every_issue_once()
    {
        var page = await house.SignInAsync("office");
        await page.GotoAsync("/issues");
        var first = await NumbersAsync(page);

        await page.Locator(".pager a", new PageLocatorOptions { HasTextString = "2" }).ClickAsync();
        await page.SettledAtAsync("**/issues?p=2");
        var second = await NumbersAsync(page);

        Assert.Equal(Enumerable.Range(1, 37), first.Concat(second));
    }

    [Fact]
    public async Task A_filter_narrows_the_list_its_address_and_the_way_back()
    {
        var page = await house.SignInAsync("office");
        await page.GotoAsync("/issues");

        await page.Locator("#status").SelectOptionAsync("InProgress");
        await page.SettledAtAsync("**/issues?status=InProgress");
        await page.Locator("#words").FillAsync("水库");
        await page.SettledAtAsync("**/issues?status=InProgress&words=*");
        var narrowed = await NumbersAsync(page);
        Assert.InRange(narrowed.Count, 1, 36);

        await page.ReloadAsync();
        Assert.Equal(narrowed, await NumbersAsync(page));
        Assert.Equal("水库", await page.Locator("#words").InputValueAsync());

        await page.GoBackAsync();
        await page.SettledAtAsync("**/issues?status=InProgress");
        await Assertions.Expect(page.Locator("#words")).ToHaveValueAsync(string.Empty);
        Assert.True((await NumbersAsync(page)).Count > narrowed.Count);
    }

    [Fact]
    public async Task Filter_and_pages_work_without_script()
    {
        var signedIn = await house.SignInAsync("office");
        await using var plain = await signedIn.Context.Browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = house.Host.Address.AbsoluteUri,
            JavaScriptEnabled = false,
            StorageState = await signedIn.Context.StorageStateAsync(),
        });
        var page = await plain.NewPageAsync();
        await page.GotoAsync("/issues");

        await page.Locator(".pager a", new PageLocatorOptions { HasTextString = "2" }).ClickAsync();
        Assert.Equal(Enumerable.Range(21, 17), await NumbersAsync(page));

        await page.Locator("#words").FillAsync("石灰窑");
        await page.Locator(".filter button").ClickAsync();
        Assert.Equal([3], await NumbersAsync(page));
    }

    [Fact]
    public async Task A_list_that_nothing_fits_says_so()
    {
        var page = await house.SignInAsync("office");

        await page.GotoAsync("/issues?words=不存在的词");

        Assert.Contains("没有符合条件的问题", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_nonsense_in_it_shows_the_list()
    {
        var page = await house.SignInAsync("office");

        Assert.Equal(200, await page.StatusOfAsync("/issues?status=Nonsense&light=9&unit=x&p=-3"));
        Assert.Equal(Enumerable.Range(1, 20), await NumbersAsync(page));
        Assert.Equal(200, await page.StatusOfAsync("/issues?p=99999999"));
        Assert.Equal(Enumerable.Range(21, 17), await NumbersAsync(page));
    }

    private static async Task<List<int>> NumbersAsync(IPage page) =>
        [.. (await page.Locator("#results tbody td.lead-number").AllInnerTextsAsync()).Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
}
