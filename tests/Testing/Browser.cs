using Microsoft.Playwright;

namespace Testing;

/// <summary>
/// A real browser with a fresh profile: Debian's chromium, driven by Playwright. One for a test (or a class of tests); a
/// person who signs in gets a <see cref="NewPersonAsync"/> of their own.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly string[] Quiet =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    /// <exception cref="InvalidOperationException">There is no chromium and it cannot be installed from here.</exception>
    public static async Task<Browser> StartAsync(CancellationToken cancellationToken)
    {
        await Chromium.EnsureAsync().WaitAsync(cancellationToken);
        var playwright = await Playwright.CreateAsync().WaitAsync(cancellationToken);
        // Playwright's own browsers would have to be downloaded; the system's is named instead.
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Chromium.Program,
            Args = Quiet,
            Headless = true,
        }).WaitAsync(cancellationToken);
        return new Browser(playwright, browser);
    }

    /// <summary>A visitor with cookies and storage of their own, reading Chinese in Shanghai unless told otherwise.</summary>
    /// <param name="address">What relative addresses are relative to.</param>
    /// <param name="locale">The browser's language.</param>
    public Task<IBrowserContext> NewPersonAsync(Uri address, string locale = "zh-CN") =>
        _browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.AbsoluteUri,
            Locale = locale,
            TimezoneId = "Asia/Shanghai",
        });

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
