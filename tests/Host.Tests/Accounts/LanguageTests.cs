namespace Host.Tests.Accounts;

public sealed class LanguageTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_language_somebody_chose_meets_him_in_his_next_browser()
    {
        using var visitor = await host.SignInAsync("leader", Token);
        Assert.Equal("zh-CN", await LanguageAsync(visitor));
        await visitor.SendFormAsync("/issues", new Dictionary<string, string> { ["culture"] = "en" }, Token, action: "/language");
        Assert.Equal("en", await LanguageAsync(visitor));

        using var elsewhere = host.NewVisitor();
        elsewhere.Headers.AcceptLanguage.ParseAdd("de");
        Assert.Equal("zh-CN", (await elsewhere.PageAsync("/Account/SignIn", Token)).DocumentElement.GetAttribute("lang"));
        await elsewhere.SignInAsync("leader", RunningHost.DemoPasswords["leader"], Token);

        Assert.Equal("en", await LanguageAsync(elsewhere));
    }

    private static async Task<string?> LanguageAsync(Visitor visitor) =>
        (await visitor.PageAsync("/issues", Token)).DocumentElement.GetAttribute("lang");
}
