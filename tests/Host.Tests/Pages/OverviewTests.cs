using System.Net.Http.Json;
using System.Text.Json;

namespace Host.Tests.Pages;

[Collection(nameof(House))]
public sealed class OverviewTests(House house)
{
    [Fact]
    public async Task The_figures_of_the_overview_are_those_of_the_api()
    {
        var all = await house.Host.Client.GetFromJsonAsync<JsonElement>("/api/issues?page=1&size=200", TestContext.Current.CancellationToken);
        var issues = all.GetProperty("items").EnumerateArray().ToList();
        var page = await house.SignInAsync("office");

        Assert.Equal(37, issues.Count);
        Assert.Equal(issues.Count(i => i.GetProperty("status").GetString() == "SignedOff"), await page.FigureAsync("signed-off"));
        Assert.Equal(issues.Sum(i => i.GetProperty("measuresDone").GetInt32()), await page.FigureAsync("measures-done"));
        foreach (var light in new[] { "Red", "Yellow", "Green", "LongTerm" })
        {
            Assert.Equal(issues.Count(i => i.GetProperty("light").GetString() == light), await page.FigureAsync(light));
        }

        Assert.Contains($"/ {issues.Sum(i => i.GetProperty("measures").GetInt32())} ", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_round_is_told_with_its_days_written_out()
    {
        var text = await (await house.SignInAsync("leader")).TextAsync();

        Assert.Contains("2023年4月7日 – 2023年6月6日", text, StringComparison.Ordinal);
        Assert.Contains("2023年7月26日", text, StringComparison.Ordinal);
        Assert.Contains("2024年2月25日 – 2024年3月15日", text, StringComparison.Ordinal);
        Assert.Contains("市财政局（", text[text.IndexOf("整改工作领导小组", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_light_leads_to_the_list_of_just_those_issues()
    {
        var page = await house.SignInAsync("office");
        var red = await page.FigureAsync("Red");

        await page.Locator("a.of-Red").ClickAsync();
        await page.WaitForURLAsync("**/issues?light=Red");

        Assert.Equal(red, await page.Locator("#results tbody tr").CountAsync());
        Assert.Equal(red, await page.Locator("#results tbody .light-Red").CountAsync());
    }

    [Fact]
    public async Task The_unit_with_most_red_lights_stands_first()
    {
        var page = await house.SignInAsync("office");
        var red = await page.Locator("section[aria-labelledby=units] tbody tr td:nth-child(2)").AllInnerTextsAsync();
        var counts = red.Select(text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.NotEmpty(counts);
        Assert.Equal(counts.OrderDescending(), counts);
    }

    [Fact]
    public async Task A_liaison_sees_figures_of_his_own_unit_only_and_is_told_so()
    {
        var page = await house.SignInAsync("liaison");
        var shown = new[] { "Red", "Yellow", "Green", "LongTerm" };
        var sum = 0;
        foreach (var light in shown)
        {
            sum += await page.FigureAsync(light);
        }

        Assert.InRange(sum, 1, 36);
        Assert.Contains("仅统计本单位", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_of_language_turns_the_whole_page_and_stays()
    {
        var page = await house.SignInAsync("office");

        await page.SwitchToAsync("English");
        Assert.Equal("en", await page.Locator("html").GetAttributeAsync("lang"));
        Assert.Contains("7 April 2023 – 6 June 2023", await page.TextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/issues");
        Assert.Equal("Issues", await page.Locator("h1").InnerTextAsync());
        await page.SwitchToAsync("中文");
        Assert.Equal("问题台账", await page.Locator("h1").InnerTextAsync());
    }
}
