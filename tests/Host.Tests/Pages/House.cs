using Microsoft.Playwright;
using Npgsql;
using Testing;

namespace Host.Tests.Pages;

/// <summary>A Host of the test class's own, seeded as on a first start, and a browser to look at it with.</summary>
public sealed class House : IAsyncLifetime
{
    /// <summary>Key of programs, to ask the API what the pages should say.</summary>
    public const string Key = "a-key-for-the-tests-of-the-pages";

    private TestDatabase? _database;
    private HostProcess? _host;
    private Browser? _browser;
    private string? _folder;

    public HostProcess Host => _host!;

    public NpgsqlDataSource Database => _database!.DataSource;

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        _folder = Directory.CreateTempSubdirectory("pages-").FullName;
        _database = await TestDatabase.CreateEmptyAsync(token);
        _host = await HostProcess.StartAsync(
            new HostProcessOptions
            {
                Settings = new Dictionary<string, string>
                {
                    ["ConnectionStrings:Workflows"] = _database.ConnectionString,
                    ["DataDirectory"] = _folder,
                    ["Api:Key"] = Key,
                },
            },
            token);
        _browser = await Browser.StartAsync(token);
        Host.Client.DefaultRequestHeaders.Add("Authorization", $"ApiKey {Key}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>A visitor nobody knows yet.</summary>
    public Task<IBrowserContext> VisitorAsync() => _browser!.NewPersonAsync(Host.Address);

    /// <summary>Somebody signed in with a demo account, standing on the overview and reading Chinese.</summary>
    /// <param name="account"><c>office</c>, <c>leader</c> or <c>liaison</c>.</param>
    public async Task<IPage> SignInAsync(string account)
    {
        var page = await (await VisitorAsync()).NewPageAsync();
        await page.GotoAsync("/");
        await page.Locator($"#as-{account}").ClickAsync();
        await page.Locator("nav.sections").WaitForAsync();
        if (await page.Locator("html").GetAttributeAsync("lang") == "en")
        {
            // An account keeps its language, and whoever looked before him may have read English.
            await page.SwitchToAsync("中文");
            await Assertions.Expect(page.Locator("html[lang='zh-CN']")).ToHaveCountAsync(1);
        }

        return page;
    }
}

/// <summary>One house for all tests that only look.</summary>
[CollectionDefinition(nameof(House))]
public sealed class HouseToLookAt : ICollectionFixture<House>;
