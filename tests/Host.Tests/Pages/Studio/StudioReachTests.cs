using Microsoft.Playwright;

namespace Host.Tests.Pages.Studio;

[Collection(nameof(House))]
public sealed class StudioReachTests(House house)
{
    private static readonly string[] Addresses =
    [
        "/studio", "/studio/instances", "/studio/definitions/rectification-life-cycle", "/studio/instances/any", "/studio/move",
        "/studio/frame/definitions", "/studio/frame/instances/any", "/studio/_framework/blazor.webassembly.js",
        "/studio/_content/MudBlazor/MudBlazor.min.css", "/studio/appsettings.json", "/workflows/instances/any/view",
        "/elsa/api/workflow-definitions", "/elsa/api/descriptors/activities", "/elsa/api/workflow-instances/any",
    ];

    [Theory]
    [InlineData("liaison")]
    [InlineData("leader")]
    public async Task Who_is_not_of_the_office_reaches_nothing_of_it(string account)
    {
        var page = await house.SignInAsync(account);

        await Assertions.Expect(page.Locator("nav.sections a[href='/studio']")).ToHaveCountAsync(0);
        foreach (var address in Addresses)
        {
            Assert.Equal((address, 403), (address, await page.StatusOfAsync(address)));
        }

        await page.GotoAsync("/");
        var sent = await page.EvaluateAsync<int[]>("""
            async () => Promise.all([
              ['/elsa/api/workflow-definitions', '{"model":{"name":"x"},"publish":true}'],
              ['/elsa/api/workflow-definitions/rectification-life-cycle/execute', '{}'],
              ['/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1', ''],
            ].map(async ([to, body]) => (await fetch(to, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })).status))
            """);
        Assert.Equal([403, 403, 403], sent);
        var form = await page.EvaluateAsync<int>("""
            async () => (await fetch('/studio/move', { method: 'POST', body: new FormData(document.querySelector('form.language')) })).status
            """);
        Assert.Equal(403, form);
    }

    [Fact]
    public async Task The_designers_files_come_packed_and_are_kept_and_others_are_not_found()
    {
        var page = await house.SignInAsync("office");
        var kept = await page.EvaluateAsync<string[]>("""
            async () => {
              const boot = await (await fetch('/studio/_framework/dotnet.js')).text();
              const wasm = /dotnet\.native\.[a-z0-9]{10}\.wasm/.exec(boot)[0];
              const data = /icudt\.[a-z0-9]{10}\.dat/.exec(boot)[0];
              const told = async (path) => {
                const { status, headers } = await fetch('/studio/' + path);
                return [status, headers.get('content-type'), headers.get('content-encoding'), headers.get('cache-control')].join('|');
              };
              return [await told('_framework/' + wasm), await told('_framework/' + data), await told('_framework/blazor.webassembly.js'), await told('_framework/nothing.wasm')];
            }
            """);

        Assert.Equal("200|application/wasm|br|private, max-age=31536000, immutable", kept[0]);
        Assert.Equal("200|application/octet-stream|br|private, max-age=31536000, immutable", kept[1]);
        Assert.Equal("200|text/javascript; charset=utf-8|br|no-cache", kept[2]);
        Assert.StartsWith("404|", kept[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Addresses_the_designer_makes_up_lead_to_our_pages_and_unknown_ones_are_not_found()
    {
        var page = await house.SignInAsync("office");

        foreach (var root in new[] { "", "/studio" })
        {
            await page.GotoAsync($"{root}/workflows/definitions/rectification-life-cycle/edit");
            Assert.Equal("/studio/definitions/rectification-life-cycle", new Uri(page.Url).AbsolutePath);
        }

        Assert.Equal(404, await page.StatusOfAsync("/studio/definitions/nothing"));
        Assert.Equal(404, await page.StatusOfAsync("/studio/instances/nothing"));
        await page.GotoAsync("/studio/frame/definitions");
        await page.WaitForURLAsync("**/studio");
    }

    [Fact]
    public async Task Only_the_frame_around_the_designer_has_a_loosened_policy_and_it_lets_no_foreign_host_in()
    {
        var page = await house.SignInAsync("office");
        foreach (var address in new[] { "/", "/issues", "/settings", "/studio", "/studio/instances", "/studio/definitions/rectification-life-cycle", "/studio/move", "/nowhere" })
        {
            Assert.Equal((address, "img-src 'self' data:"), (address, await LoosenedAsync(page, address)));
        }

        Assert.Matches(
            "^script-src 'self' 'wasm-unsafe-eval' 'sha256-[^']+' 'sha256-[^']+'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:$",
            await LoosenedAsync(page, "/studio/frame/definitions"));
    }

    /// <summary>What the policy of a page lets in beside its own host.</summary>
    private static async Task<string> LoosenedAsync(IPage page, string address)
    {
        var policy = await page.EvaluateAsync<string>("async (address) => (await fetch(address)).headers.get('content-security-policy')", address);
        return string.Join("; ", policy.Split("; ").Where(part => !part.EndsWith("-src 'self'", StringComparison.Ordinal) && part.Contains("-src '", StringComparison.Ordinal) && part != "object-src 'none'"));
    }
}
