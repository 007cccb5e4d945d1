using System.Globalization;
using Microsoft.Playwright;

namespace Host.Tests.Pages;

/// <summary>What the tests do on a page again and again.</summary>
internal static class PageExtensions
{
    /// <summary>Goes there and gives the status of the answer.</summary>
    public static async Task<int> StatusOfAsync(this IPage page, string address) => (await page.GotoAsync(address))!.Status;

    /// <summary>The number shown under this name on the overview.</summary>
    public static async Task<int> FigureAsync(this IPage page, string name)
    {
        var text = await page.Locator($"[data-figure={name}]").InnerTextAsync();
        return int.Parse(text.Split('/')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for this address and until what was fetched for it stands in the page.</summary>
    public static async Task SettledAtAsync(this IPage page, string address)
    {
        await page.WaitForURLAsync(address);
        await Assertions.Expect(page.Locator(".htmx-request, .htmx-swapping, .htmx-settling")).ToHaveCountAsync(0);
    }

    /// <summary>Lays a file to every measure of the issue that is shown, by its own forms, as a new round asks before a request.</summary>
    public static async Task ProveAllAsync(this IPage page)
    {
        // After the last press the page may still be on its way: until it is there it has no forms to lay a file by.
        await page.Locator("form[action*='handler=Prove']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        var refused = await page.EvaluateAsync<int>("""
            async () => {
              let refused = 0;
              for (const form of document.querySelectorAll("form[action*='handler=Prove']")) {
                const data = new FormData(form);
                data.set("Files", new File(["%PDF-1.7 evidence"], "验收记录.pdf", { type: "application/pdf" }));
                refused += (await fetch(form.action, { method: "POST", body: data })).ok ? 0 : 1;
              }
              return refused;
            }
            """);
        Assert.Equal(0, refused);
        await page.ReloadAsync();
    }

    /// <summary>The whole text of the page's own part.</summary>
    public static Task<string> TextAsync(this IPage page) => page.Locator("main").InnerTextAsync();

    /// <summary>Switches the language by the button in the header.</summary>
    public static Task SwitchToAsync(this IPage page, string language) =>
        page.Locator(".language").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = language }).ClickAsync();
}
