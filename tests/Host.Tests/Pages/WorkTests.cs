using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;

namespace Host.Tests.Pages;

public sealed class WorkTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_liaison_finds_his_measures_and_reports_by_date_and_gets_to_where_they_are_done()
    {
        var liaison = await house.SignInAsync("liaison");

        await liaison.GotoAsync("/work");
        var kinds = liaison.Locator(".kinds a");
        await kinds.Filter(new LocatorFilterOptions { HasText = "报送周报" }).ClickAsync();
        await liaison.WaitForURLAsync("**/work?kind=report-owed");
        Assert.Equal(await liaison.FigureAsync("report-owed"), await liaison.Locator("#results tbody tr").CountAsync());
        await liaison.Locator("#results tbody th a").First.ClickAsync();
        await Assertions.Expect(liaison.Locator("#report")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_feed_is_read_by_its_secret_address_alone_until_it_is_renewed_or_revoked()
    {
        var token = TestContext.Current.CancellationToken;
        var liaison = await house.SignInAsync("liaison");
        await liaison.GotoAsync("/work");
        await liaison.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "生成日历地址" }).ClickAsync();
        var address = await liaison.Locator("#feed-address").InputValueAsync();
        using var program = new HttpClient();

        using var first = await program.GetAsync(new Uri(address), token);
        var text = (await first.Content.ReadAsStringAsync(token)).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Equal("text/calendar", first.Content.Headers.ContentType?.MediaType);
        Assert.Contains("DTSTART;VALUE=DATE:", text, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:报送周报：第", text, StringComparison.Ordinal);
        Assert.Contains($"URL:{new Uri(address).GetLeftPart(UriPartial.Authority)}/supervision/", text, StringComparison.Ordinal);

        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { EntityTagHeaderValue.Parse(first.Headers.ETag!.Tag) } } };
        using var unchanged = await program.SendAsync(again, token);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        await liaison.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "更换日历地址" }).ClickAsync();
        var renewed = await liaison.Locator("#feed-address").InputValueAsync();
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (await StatusAsync(program, address), await StatusAsync(program, renewed)));

        await liaison.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "停用" }).ClickAsync();
        await Assertions.Expect(liaison.Locator("[role=status].note")).ToContainTextAsync("已停用");
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(program, renewed));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient program, string address)
    {
        using var answer = await program.GetAsync(new Uri(address), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
