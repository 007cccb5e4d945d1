using Microsoft.Playwright;

namespace Host.Tests.Pages.Studio;

/// <summary>What the tests do with the designer again and again. It is slow on a small machine: every wait is for something seen.</summary>
internal static class StudioSteps
{
    /// <summary>The first start compiles six megabytes of WebAssembly, on two cores that other tests use too.</summary>
    public const float Patience = 120_000;

    /// <summary>Goes there and waits until the designer shows itself.</summary>
    public static async Task<IFrameLocator> OpenStudioAsync(this IPage page, string address)
    {
        page.SetDefaultTimeout(Patience); // a press in the designer may wait as long as its start
        Assert.Equal(200, await page.StatusOfAsync(address));
        return await page.StudioAsync();
    }

    /// <summary>The designer on the page, started.</summary>
    public static async Task<IFrameLocator> StudioAsync(this IPage page)
    {
        await page.Locator("[data-studio][data-state=ready]").WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        return page.FrameLocator("[data-studio] iframe");
    }

    /// <summary>Nothing went wrong in the designer: neither its own error bar nor our word for it shows.</summary>
    public static async Task NothingBrokeAsync(this IPage page)
    {
        await Assertions.Expect(page.FrameLocator("[data-studio] iframe").Locator("#blazor-error-ui")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-on=broken], [data-on=cannot-start]").Filter(new() { Visible = true })).ToHaveCountAsync(0);
    }

    public static Task SeenAsync(this ILocator what) => Assertions.Expect(what).ToBeVisibleAsync(new() { Timeout = Patience });

    /// <summary>A picture for whoever changes the pages.</summary>
    public static Task PictureAsync(this IPage page, string name) =>
        page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(LooksTests.Pictures, name + ".png"), Timeout = Patience });
}
