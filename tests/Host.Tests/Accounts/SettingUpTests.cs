using System.Net;
using System.Text.RegularExpressions;
using Testing;

namespace Host.Tests.Accounts;

public sealed partial class SettingUpTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_production_the_first_office_account_is_made_by_a_link_that_works_once()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        using var scratch = new Scratch();
        var options = RunningHost.Options(database, scratch.Folder) with { EnvironmentName = "Production" };
        await using (var host = await HostProcess.StartAsync(options, Token))
        {
            var link = await LinkAsync(host);
            using var visitor = new Visitor(host.Address);
            var signIn = await visitor.PageAsync("/Account/SignIn", Token);
            Assert.DoesNotContain("演示账号", signIn.Body!.TextContent, StringComparison.Ordinal);

            using var made = await visitor.SendFormAsync(link, Fields("王 处长"), Token);
            Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/issues", Token)).StatusCode);

            using var another = new Visitor(host.Address);
            var gone = await another.PageAsync(link, Token);
            Assert.Contains("已经用过或已经过期", gone.Body!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(gone.Forms, form => form.Elements.Any(e => e.GetAttribute("name") == "token"));
        }

        await using var later = await HostProcess.StartAsync(options, Token);
        await SummaryAsync(later);
        Assert.DoesNotContain("SetUp?token=", later.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_accounts_outside_development_keep_the_host_from_starting()
    {
        using var scratch = new Scratch();
        await using var host = HostProcess.Launch(new HostProcessOptions
        {
            DataDirectory = scratch.PathOf("data"),
            EnvironmentName = "Production",
            Settings = new Dictionary<string, string>
            {
                ["ConnectionStrings:Workflows"] = await TestCluster.ConnectionStringAsync(Token),
                ["Accounts:Demo:0:UserName"] = "office",
                ["Accounts:Demo:0:Password"] = "Office-2024",
                ["Accounts:Demo:0:Role"] = "Office",
            },
        });

        Assert.Equal(1, await host.WaitForExitAsync(Token));
        Assert.Contains("Accounts:Demo", host.Output, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Fields(string displayName) => new()
    {
        ["displayName"] = displayName,
        ["userName"] = "wang",
        ["password"] = "correct horse battery",
    };

    private static async Task<string> LinkAsync(HostProcess host)
    {
        await SummaryAsync(host);
        return LinkPattern().Match(host.Output).Value;
    }

    private static Task SummaryAsync(HostProcess host) => Until.TrueAsync(() => host.Output.Contains("Ctrl+C.", StringComparison.Ordinal), Token);

    [GeneratedRegex("/Account/SetUp\\?token=[A-Za-z0-9_-]+")]
    private static partial Regex LinkPattern();
}
