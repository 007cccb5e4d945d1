using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Testing;

namespace Host.Tests.Pages;

/// <summary>Every page in both languages, on a telephone and on a wide screen: no accessibility fault, no sideways scroll, and a picture to look at.</summary>
[Collection(nameof(House))]
public sealed class LooksTests(House house)
{
    private static readonly string Axe = File.ReadAllText(SourceTree.File("tests", "Testing", "node_modules", "axe-core", "axe.min.js"));

    internal static readonly string Pictures = Directory.CreateDirectory(SourceTree.File("TestResults", "screenshots")).FullName;

    [Theory]
    [InlineData("zh-CN", 360, "light")]
    [InlineData("zh-CN", 1600, "light")]
    [InlineData("en", 360, "light")]
    [InlineData("en", 1600, "light")]
    [InlineData("zh-CN", 1600, "dark")]
    public async Task Every_page_is_accessible_and_fits(string language, int width, string scheme)
    {
        var page = await OpenAsync(language, width, scheme);
        await page.GotoAsync("/issues");
        var issue = await page.Locator("#results tbody th a").First.GetAttributeAsync("href");
        await page.GotoAsync("/supervision");
        var report = await page.Locator("#results tbody th a").First.GetAttributeAsync("href");
        await page.GotoAsync("/scheduling");
        var meeting = await page.Locator("tbody th a").First.GetAttributeAsync("href");
        await page.GotoAsync("/mails");
        var mail = await page.Locator("#results tbody th a").First.GetAttributeAsync("href");
        await page.GotoAsync("/settings/people");
        var person = await page.Locator("#results tbody th a").First.GetAttributeAsync("href");
        await page.GotoAsync("/settings/people/units");
        var unit = await page.Locator("#results tbody th a").Nth(1).GetAttributeAsync("href");
        await page.GotoAsync("/mails/wording");
        var wording = await page.Locator("main a[href^='/mails/wording/']").First.GetAttributeAsync("href");
        await page.GotoAsync(issue!);
        var instance = await page.Locator("a[href^='/studio/instances/']").First.GetAttributeAsync("href");
        // The designer within is another's; how long it takes to start is measured elsewhere.
        await page.RouteAsync("**/studio/frame/**", route => route.FulfillAsync(new() { Body = string.Empty, ContentType = "text/html" }));

        var faults = new List<string>();
        foreach (var (name, address) in new[]
        {
            ("overview", "/"), ("issues", "/issues"), ("issue", issue!), ("nothing-fits", "/issues?words=zzzz"), ("mails", "/mails"),
            ("supervision", "/supervision"), ("report", report!),
            ("scheduling", "/scheduling"), ("meeting", meeting!), ("letters", "/letters"),
            ("new-letter", issue!.Replace("/issues/", "/letters/new/", StringComparison.Ordinal)), ("work", "/work"), ("rhythm", "/settings/rhythm"),
            ("mail", mail!), ("import", "/import"), ("settings", "/settings"), ("calendar", "/settings/calendar"), ("jobs", "/settings/jobs"),
            ("people", "/settings/people"), ("person", person!), ("new-person", "/settings/people/person"), ("units", "/settings/people/units"),
            ("unit", unit!), ("ladder", "/settings/ladder"), ("sign-off", "/settings/sign-off"), ("delegations", "/delegations"), ("lights", "/settings/lights"), ("issue-ladder", issue! + "/ladder"), ("not-found", "/nowhere"),
            ("inbox", "/mails/inbox"), ("wordings", "/mails/wording"), ("wording", wording!), ("sending", "/settings/mail"),
            ("own-mails", "/Account/Mails"), ("password", "/Account/Password"), ("forbidden", "/error/403"),
            ("definitions", "/studio"), ("definition", "/studio/definitions/rectification-life-cycle"),
            ("instances", "/studio/instances"), ("instance", instance!), ("move", "/studio/move"),
        })
        {
            await page.GotoAsync(address);
            faults.AddRange(await FaultsAsync(page, name));
            await page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Pictures, string.Create(CultureInfo.InvariantCulture, $"{name}-{language}-{width}-{scheme}.png")),
                FullPage = true,
            });
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_sign_in_page_is_accessible_and_fits()
    {
        await using var visitor = await house.VisitorAsync();
        var page = await visitor.NewPageAsync();
        await page.SetViewportSizeAsync(360, 800);

        await page.GotoAsync("/");

        Assert.Empty(await FaultsAsync(page, "sign-in"));
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Pictures, "sign-in-zh-CN-360.png"), FullPage = true });
    }

    [Fact]
    public async Task No_page_breaks_its_own_content_policy_or_logs_an_error()
    {
        var page = await house.SignInAsync("office");
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                errors.Add(message.Text);
            }
        };
        page.PageError += (_, error) => errors.Add(error);

        await page.GotoAsync("/");
        await page.GotoAsync("/mails");
        await page.Locator("#results tbody th a").First.ClickAsync();
        await page.Locator("iframe.letter").WaitForAsync();
        await page.GotoAsync("/issues");
        await page.Locator("#status").SelectOptionAsync("InProgress");
        await page.WaitForURLAsync("**/issues?status=InProgress");
        await page.Locator("#results tbody th a").First.ClickAsync();
        await page.Locator(".steps").WaitForAsync();

        Assert.Empty(errors);
    }

    private async Task<IPage> OpenAsync(string language, int width, string scheme)
    {
        var page = await house.SignInAsync("office");
        await page.SwitchToAsync(language == "en" ? "English" : "中文");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await page.SetViewportSizeAsync(width, 900);
        return page;
    }

    /// <summary>What axe finds, and how far the page can be scrolled sideways. Evaluated by the driver, so the strict policy of the page stays in force.</summary>
    internal static async Task<List<string>> FaultsAsync(IPage page, string name)
    {
        var faults = new List<string>();
        var beyond = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - window.innerWidth");
        if (beyond > 0)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {beyond} pixels too wide"));
        }

        await page.EvaluateAsync(Axe + "; 0");
        var violations = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'], iframes: false })).violations.map(v => v.id + ' ' + v.nodes.map(n => n.target.join(' ')).join(', '))");
        faults.AddRange(violations.EnumerateArray().Select(v => $"{name}: {v.GetString()}"));
        return faults;
    }
}
