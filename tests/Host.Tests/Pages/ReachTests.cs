using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Host.Tests.Pages;

[Collection(nameof(House))]
public sealed class ReachTests(House house)
{
    [Fact]
    public async Task A_liaison_finds_another_units_issue_neither_in_the_list_nor_by_its_address()
    {
        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync("/issues");
        var own = await liaison.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var all = await house.Host.Client.GetFromJsonAsync<JsonElement>("/api/issues?page=1&size=200", TestContext.Current.CancellationToken);
        var foreign = all.GetProperty("items").EnumerateArray().Select(i => $"/issues/{i.GetProperty("id").GetString()}").Except(own).ToList();

        Assert.InRange(own.Length, 1, 20);
        Assert.NotEmpty(foreign);
        Assert.Equal(404, await liaison.StatusOfAsync(foreign[0]));
        Assert.Contains("没有找到", await liaison.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, await liaison.StatusOfAsync($"/issues/{Guid.Empty}"));
    }

    [Theory]
    [InlineData("liaison", "/import")]
    [InlineData("leader", "/import")]
    [InlineData("leader", "/mails")]
    public async Task What_is_for_others_is_refused_in_plain_words_and_not_offered(string account, string address)
    {
        var page = await house.SignInAsync(account);

        await Assertions.Expect(page.Locator($"nav.sections a[href='{address}']")).ToHaveCountAsync(0);
        Assert.Equal(403, await page.StatusOfAsync(address));
        Assert.Contains("没有权限", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_job_dashboard_is_for_the_office_only()
    {
        var liaison = await house.SignInAsync("liaison");
        var office = await house.SignInAsync("office");

        await Assertions.Expect(liaison.Locator("nav.sections a[href='/hangfire']")).ToHaveCountAsync(0);
        Assert.NotEqual(200, await liaison.StatusOfAsync("/hangfire"));
        Assert.Equal(200, await office.StatusOfAsync("/hangfire"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/issues")]
    [InlineData("/mails")]
    [InlineData("/import")]
    public async Task Nobody_sees_anything_before_signing_in(string address)
    {
        var page = await (await house.VisitorAsync()).NewPageAsync();

        await page.GotoAsync(address);

        Assert.Equal("/Account/SignIn", new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(page.Locator("nav.sections")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task An_act_sent_by_hand_for_another_units_issue_finds_nothing()
    {
        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync("/issues");
        var own = await liaison.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var all = await house.Host.Client.GetFromJsonAsync<JsonElement>("/api/issues?page=1&size=200", TestContext.Current.CancellationToken);
        var foreign = all.GetProperty("items").EnumerateArray().Select(i => $"/issues/{i.GetProperty("id").GetString()}").Except(own).First();

        var status = await liaison.EvaluateAsync<int>("""
            async address => {
              const form = new FormData(document.querySelector('form.language'));
              return (await fetch(`${address}?handler=Complete&ordinal=1`, { method: 'POST', body: form })).status;
            }
            """, foreign);

        Assert.Equal(404, status);
    }

    [Fact]
    public async Task A_liaison_reads_only_mails_to_his_own_unit()
    {
        var liaison = await house.SignInAsync("liaison");
        var office = await house.SignInAsync("office");
        await office.GotoAsync("/mails");
        await liaison.GotoAsync("/mails");
        var own = await liaison.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var all = await office.Locator("#results tbody th a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))");
        var foreign = all.Except(own).ToList();

        Assert.NotEmpty(own);
        Assert.NotEmpty(foreign);
        Assert.Equal(404, await liaison.StatusOfAsync(foreign[0]));
        Assert.Equal(200, await liaison.StatusOfAsync(own[0]));
        await Assertions.Expect(liaison.FrameLocator("iframe.letter").Locator("body")).Not.ToBeEmptyAsync();
    }
}
