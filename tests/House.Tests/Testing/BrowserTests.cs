using Microsoft.Playwright;
using Testing;

namespace House.Tests.Testing;

public sealed class BrowserTests
{
    [Fact]
    public async Task The_browser_starts_and_reads_Chinese()
    {
        await using var browser = await Browser.StartAsync(TestContext.Current.CancellationToken);
        await using var person = await browser.NewPersonAsync(new Uri("http://127.0.0.1"));
        var page = await person.NewPageAsync();
        await page.SetContentAsync("<p>问题整改</p>");

        await Assertions.Expect(page.GetByText("问题整改")).ToBeVisibleAsync();
        Assert.Equal("zh-CN", await page.EvaluateAsync<string>("navigator.language"));
    }
}
