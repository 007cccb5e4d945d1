using System.Text.Json;
using Microsoft.Playwright;

namespace Host.Tests.Pages;

/// <summary>What somebody has typed into the house's forms when his session ends in the middle.</summary>
[Collection(nameof(House))]
public sealed class TypedWordsTests(House house)
{
    /// <summary>Fills every field of every form that keeps its words, each with a value of its own; answers how many.</summary>
    private const string Fill = """
        () => {
          let at = 0;
          for (const form of document.querySelectorAll("main form[method=post]")) {
            for (const field of form.elements) {
              if (!field.name || field.readOnly || field.type === "hidden" || field.type === "file" || field.tagName === "BUTTON" || field.type === "submit") continue;
              at++;
              if (field.type === "radio" || field.type === "checkbox") field.checked = !field.checked;
              else if (field.tagName === "SELECT") field.selectedIndex = field.options.length - 1;
              else field.value = { date: "2027-03-0" + (1 + at % 9), time: "07:0" + at % 9, number: "1" + at % 9, email: `half${at}@city.example` }[field.type] ?? `写到一半 ${at}`;
              field.dispatchEvent(new Event("input", { bubbles: true }));
            }
          }
          return at;
        }
        """;

    private const string Read = """
        () => [...document.querySelectorAll("main form[method=post]")].flatMap((form) => [...form.elements])
          .filter((field) => field.name && !["hidden", "file", "submit"].includes(field.type) && field.tagName !== "BUTTON")
          .map((field) => `${field.name}=${field.type === "radio" || field.type === "checkbox" ? field.checked : field.value}`)
        """;

    [Theory]
    [InlineData("office", "/issues|#results tbody th a", "/letters/new/")]
    [InlineData("office", "/scheduling|tbody th a", null)]
    [InlineData("office", "/settings/people|#results tbody th a", null)]
    [InlineData("office", "/settings/people/units|#results tbody th a", null)]
    [InlineData("office", "/settings/sign-off", null)]
    [InlineData("office", "/settings/rhythm", null)]
    [InlineData("liaison", "/work?kind=measure-due|#results tbody th a", null)]
    [InlineData("liaison", "/work?kind=report-owed|#results tbody th a", null)]
    [InlineData("head", "/delegations", null)]
    public async Task Whoever_is_signed_out_while_he_writes_finds_his_words_when_he_is_back(string account, string place, string? instead)
    {
        var page = await house.SignInAsync(account);
        var (list, link) = place.Split('|') is [var one, var two] ? (one, two) : (place, null);
        await page.GotoAsync(list);
        if (link is not null)
        {
            var address = await page.Locator(link).First.GetAttributeAsync("href");
            await page.GotoAsync(instead is null ? address! : address!.Replace("/issues/", instead, StringComparison.Ordinal));
        }

        Assert.InRange(await page.EvaluateAsync<int>(Fill), 1, 500);
        var typed = await WordsAsync(page);
        await page.Context.ClearCookiesAsync(new() { Name = "workflows" });
        await page.EvaluateAsync("""
            () => { const form = [...document.querySelectorAll("main form[method=post]")].find((f) => f.querySelector("textarea, input:not([type=hidden]), select"));
                    form.noValidate = true; form.requestSubmit(); }
            """);
        await page.Locator($"#as-{account}").ClickAsync();
        await page.Locator("nav.sections").WaitForAsync();
        await page.WaitForLoadStateAsync();

        Assert.Equal(typed, await WordsAsync(page));
    }

    private static async Task<string[]> WordsAsync(IPage page) => (await page.EvaluateAsync<JsonElement>(Read)).Deserialize<string[]>()!;
}
