using System.Globalization;
using Microsoft.Playwright;

namespace Host.Tests.Pages.Studio;

/// <summary>The designer's lists and editor in a real browser.</summary>
public sealed class EditorTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task The_office_draws_publishes_and_runs_a_small_flow_without_leaving_the_house()
    {
        var page = await house.SignInAsync("office");
        var outside = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } url && url.Authority != house.Host.Address.Authority)
            {
                outside.Add(request.Url);
            }
        };
        var refusedByPolicy = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                refusedByPolicy.Add(message.Text);
            }
        };

        // High enough for the designer's whole dialog: it stays where it is when the page is scrolled.
        await page.SetViewportSizeAsync(1366, 900);
        var list = await page.OpenStudioAsync("/studio");
        await list.Locator("tbody").GetByText("问题整改全流程").First.SeenAsync();
        await list.GetByRole(AriaRole.Button, new() { NameRegex = new("create workflow", Ignore) }).ClickAsync();
        await list.Locator(".mud-dialog input").First.FillAsync("小流程");
        await list.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { NameRegex = new("^ok$", Ignore) }).ClickAsync();
        await page.WaitForURLAsync("**/studio/definitions/*", new() { Timeout = StudioSteps.Patience });

        var editor = await page.StudioAsync();
        await editor.Locator(".x6-graph-svg").First.SeenAsync();
        await editor.Locator("input").First.FillAsync("WriteLine");
        await editor.Locator(".mud-expand-panel-header").First.ClickAsync();
        var saved = page.WaitForResponseAsync(r => r.Request.Method == "POST" && r.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal), new() { Timeout = StudioSteps.Patience });
        await editor.Locator("[draggable=true]:visible").First.DragToAsync(
            editor.Locator(".x6-graph").First, new() { TargetPosition = new() { X = 150, Y = 120 } });
        await editor.Locator(".x6-node").First.SeenAsync();
        Assert.Equal(200, (await saved).Status);
        await page.NothingBrokeAsync();

        var published = page.WaitForResponseAsync(r => r.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal) && (r.Request.PostData ?? "").EndsWith("\"publish\":true}", StringComparison.Ordinal), new() { Timeout = StudioSteps.Patience });
        await editor.Locator($"button.mud-icon-button:has(path[d^='{Publish}'])").ClickAsync();
        Assert.Equal(200, (await published).Status);
        await page.PictureAsync("studio-editor-zh-CN");
        await page.NothingBrokeAsync();
        await editor.Locator($"button:has(path[d='{Run}'])").ClickAsync();
        await page.WaitForURLAsync("**/studio/instances/*", new() { Timeout = StudioSteps.Patience });

        var viewer = await page.StudioAsync();
        await viewer.Locator(".x6-node").First.SeenAsync();
        await Assertions.Expect(page.Locator("main .tag")).ToHaveTextAsync("已结束");
        await page.NothingBrokeAsync();
        await page.GoBackAsync();
        await page.WaitForURLAsync("**/studio/definitions/*");
        Assert.Empty(outside);
        Assert.Empty(refusedByPolicy);
    }

    [Fact]
    public async Task An_expired_session_is_said_and_what_was_changed_is_saved_after_signing_in_again()
    {
        var page = await house.SignInAsync("office");
        var editor = await page.OpenStudioAsync("/studio/definitions/rectification-life-cycle");
        await editor.Locator(".x6-node").First.SeenAsync();
        await page.Context.ClearCookiesAsync(new() { Name = "workflows" });

        await editor.GetByLabel("Description").First.FillAsync("会话过期后保存的说明");
        await editor.GetByLabel("Name").First.FocusAsync();
        await page.Locator("[data-on=signed-out]").SeenAsync();
        await page.NothingBrokeAsync();
        await page.PictureAsync("studio-signed-out-zh-CN");

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/");
        await other.Locator("#as-office").ClickAsync();
        await other.Locator("nav.sections").WaitForAsync();
        var saved = page.WaitForResponseAsync(r => r.Request.Method == "POST" && r.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal) && r.Status == 200, new() { Timeout = StudioSteps.Patience });
        await page.Locator("[data-on=signed-out] [data-again]").ClickAsync();

        Assert.Contains("会话过期后保存的说明", await (await saved).TextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("[data-on=signed-out]")).ToBeHiddenAsync();
        await page.NothingBrokeAsync();
    }

    [Fact]
    public async Task What_goes_wrong_is_said_and_gone_on_from_without_losing_what_was_changed()
    {
        var page = await house.SignInAsync("office");
        page.SetDefaultTimeout(StudioSteps.Patience);
        await page.RouteAsync("**/studio/_framework/dotnet.js*", route => route.AbortAsync());
        await page.GotoAsync("/studio/definitions/rectification-life-cycle");
        await page.Locator("[data-on=cannot-start]").SeenAsync();
        await page.PictureAsync("studio-cannot-start-zh-CN");
        await page.UnrouteAllAsync();
        await page.Locator("[data-on=cannot-start] a").ClickAsync();
        var editor = await page.StudioAsync();
        await editor.Locator(".x6-node").First.SeenAsync();

        await page.RouteAsync("**/elsa/api/workflow-definitions", route => route.AbortAsync());
        await editor.GetByLabel("Description").First.FillAsync("服务器中断时写的说明");
        await editor.GetByLabel("Name").First.FocusAsync();
        await page.Locator("[data-on=unreachable]").SeenAsync();
        await page.PictureAsync("studio-unreachable-zh-CN");
        var saved = page.WaitForResponseAsync(r => r.Request.Method == "POST" && r.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal) && r.Status == 200, new() { Timeout = StudioSteps.Patience });
        await page.UnrouteAllAsync();
        Assert.Contains("服务器中断时写的说明", await (await saved).TextAsync(), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator("[data-on=unreachable]")).ToBeHiddenAsync();

        await page.RouteAsync("**/elsa/api/workflow-definitions/*/execute", route => route.FulfillAsync(new()
        {
            Status = 409,
            ContentType = "application/json",
            Body = """{"errors":{"act":["现在不能这样做。"]}}""",
        }));
        await editor.Locator($"button:has(path[d='{Run}'])").ClickAsync();
        await Assertions.Expect(page.Locator("[data-on=refused]")).ToContainTextAsync("现在不能这样做。", new() { Timeout = StudioSteps.Patience });
        await page.PictureAsync("studio-refused-zh-CN");
        await page.Locator("[data-on=refused] [data-reload]").ClickAsync();
        await (await page.StudioAsync()).Locator(".x6-node").First.SeenAsync();
        await page.NothingBrokeAsync();
    }

    [Theory]
    [InlineData("zh-CN", 360, "中文", "待办任务")]
    [InlineData("en", 1600, "English", "Run Task")]
    public async Task Every_page_around_the_designer_is_accessible_fits_and_speaks_the_readers_language(string language, int width, string button, string task)
    {
        var page = await house.SignInAsync("office");
        await page.SwitchToAsync(button);
        await page.GotoAsync("/issues");
        await page.GotoAsync((await page.Locator("#results tbody th a").First.GetAttributeAsync("href"))!);
        var instance = await page.Locator("a[href^='/studio/instances/']").GetAttributeAsync("href");
        await page.SetViewportSizeAsync(width, 900);

        var faults = new List<string>();
        foreach (var (name, address) in new[]
        {
            ("studio", "/studio"), ("studio-instances", "/studio/instances"), ("studio-definition", "/studio/definitions/rectification-life-cycle"),
            ("studio-instance", instance!), ("studio-move", "/studio/move"),
        })
        {
            if (name == "studio-move")
            {
                await page.GotoAsync(address);
            }
            else
            {
                var studio = await page.OpenStudioAsync(address);
                await Assertions.Expect(studio.Locator("tbody tr, [data-cell-id]").First).ToBeAttachedAsync(new() { Timeout = StudioSteps.Patience });
                await page.NothingBrokeAsync();
            }

            if (name == "studio-instance")
            {
                await TextAsync(page, task);
                await page.Locator("[data-step] #open-step").SeenAsync();
            }

            faults.AddRange(await LooksTests.FaultsAsync(page, name));
            await page.PictureAsync(string.Create(CultureInfo.InvariantCulture, $"{name}-{language}-{width}"));
        }

        Assert.Empty(faults);

        // On a telephone the diagram may lie below what is shown of the frame: there it is enough that it stands in it.
        static Task TextAsync(IPage page, string text) => Assertions.Expect(page.FrameLocator("[data-studio] iframe").Locator("[data-cell-id=Assign]"))
            .ToContainTextAsync(text, new() { Timeout = StudioSteps.Patience, IgnoreCase = true });
    }

    private const System.Text.RegularExpressions.RegexOptions Ignore = System.Text.RegularExpressions.RegexOptions.IgnoreCase;

    // The toolbar's buttons have no names; their icons tell them apart.
    private const string Publish = "M19.35 10.04";

    private const string Run = "M8 5v14l11-7z";
}
