using System.Net;

namespace Host.Tests.Accounts;

public sealed class SigningInTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("office")]
    [InlineData("leader")]
    [InlineData("liaison")]
    public async Task Each_demo_account_is_shown_and_signs_in_and_out(string userName)
    {
        using var visitor = host.NewVisitor();
        var page = await visitor.PageAsync("/Account/SignIn", Token);
        Assert.Contains(RunningHost.DemoPasswords[userName], page.Body!.TextContent, StringComparison.Ordinal);

        await visitor.SignInAsync(userName, RunningHost.DemoPasswords[userName], Token);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/issues", Token)).StatusCode);

        await visitor.SendFormAsync("/issues", new Dictionary<string, string>(), Token, action: "/Account/SignOut");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/api/issues", Token)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_read_the_same()
    {
        using var visitor = host.NewVisitor();
        var wrong = await (await visitor.TrySignInAsync("office", "not the password", Token)).Content.ReadAsStringAsync(Token);
        var unknown = await (await visitor.TrySignInAsync("nobody", "not the password", Token)).Content.ReadAsStringAsync(Token);

        Assert.Contains("用户名或密码不正确", wrong, StringComparison.Ordinal);
        Assert.Contains("用户名或密码不正确", unknown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/issues?p=2", "/issues?p=2")]
    [InlineData("https://elsewhere.example/", "/")]
    [InlineData("//elsewhere.example/", "/")]
    public async Task Signing_in_leads_back_to_where_one_was_but_never_to_another_site(string returnUrl, string expected)
    {
        using var visitor = host.NewVisitor();
        using var answer = await visitor.SendFormAsync(
            $"/Account/SignIn?returnUrl={Uri.EscapeDataString(returnUrl)}",
            new Dictionary<string, string> { ["userName"] = "office", ["password"] = RunningHost.DemoPasswords["office"] },
            Token);

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/issues")]
    [InlineData("/hangfire")]
    [InlineData("/Account/Password")]
    public async Task A_page_leads_who_is_not_signed_in_to_the_sign_in_page(string path)
    {
        using var visitor = host.NewVisitor();
        using var answer = await visitor.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/Account/SignIn", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_changes_nothing()
    {
        using var visitor = await host.SignInAsync("leader", Token);
        using var empty = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/Account/SignOut", empty, Token)).StatusCode);

        visitor.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.PostAsync("/Account/SignOut", empty, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/api/issues", Token)).StatusCode);
    }

    [Fact]
    public async Task The_answers_carry_the_headers_that_guard_a_browser()
    {
        using var visitor = host.NewVisitor();
        using var answer = await visitor.GetAsync("/Account/SignIn", Token);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
    }
}
