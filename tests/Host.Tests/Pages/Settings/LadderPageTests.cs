using System.Net;

namespace Host.Tests.Pages.Settings;

public sealed class LadderPageTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_office_sees_what_a_ladder_would_send_and_saves_it_and_a_wrong_step_is_named()
    {
        using var office = await host.SignInAsync("office", Token);
        var page = await office.PageAsync("/settings/ladder", Token);
        Assert.Equal(4, page.QuerySelectorAll("fieldset.rung").Length);
        Assert.NotEmpty(page.QuerySelectorAll("#preview section tbody tr"));

        using var wrong = await PostAsync(office, "/settings/ladder", "?handler=Save", Fields("近期", offset: "20", role: null));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("第1步：请选择提醒对象", await wrong.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var saved = await PostAsync(office, "/settings/ladder", "?handler=Save", Fields("近期", offset: "7", role: "LeadLeaders"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var again = await office.PageAsync("/settings/ladder", Token);
        Assert.Equal("7", again.QuerySelector("#offset-0")!.GetAttribute("value"));
        Assert.NotNull(again.QuerySelector("input[name='Steps[0].Audience'][value=LeadLeaders][checked]"));

        using var liaison = await host.SignInAsync("liaison", Token);
        foreach (var path in new[] { "/settings/ladder", "/settings/lights", "/settings/jobs", "/settings" })
        {
            using var refused = await liaison.GetAsync(path, Token);
            Assert.StartsWith("/error/403", refused.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_issue_is_silenced_with_a_reason_and_its_people_see_it_but_cannot_change_it()
    {
        using var office = await host.SignInAsync("office", Token);
        using var liaison = await host.SignInAsync("liaison", Token);
        var issue = (await liaison.PageAsync("/issues", Token)).QuerySelector("#results tbody th a")!.GetAttribute("href")!;
        var until = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20).ToString("yyyy-MM-dd");

        using var without = await PostAsync(office, $"{issue}/ladder", string.Empty, new Dictionary<string, string> { ["SilentUntil"] = until, ["Reason"] = " " });
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);

        using var set = await PostAsync(office, $"{issue}/ladder", string.Empty, new Dictionary<string, string> { ["SilentUntil"] = until, ["Reason"] = "单位正在合并" });
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);

        var seen = await liaison.PageAsync($"{issue}/ladder", Token);
        Assert.Contains("单位正在合并", seen.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(seen.QuerySelector("#exception"));
        Assert.Contains("设定提醒例外", (await liaison.PageAsync(issue, Token)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rounds_lights_follow_what_the_office_sets()
    {
        using var office = await host.SignInAsync("office", Token);

        using var refused = await office.SendFormAsync("/settings/lights", new Dictionary<string, string> { ["YellowWithin"] = "999", ["RedAfter"] = "0" }, Token);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);

        using var saved = await office.SendFormAsync("/settings/lights", new Dictionary<string, string> { ["YellowWithin"] = "15", ["RedAfter"] = "0" }, Token);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Contains("15个自然日内到期", (await office.PageAsync("/", Token)).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, string query, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = (await visitor.PageAsync(path, Token)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(fields);
        return await visitor.PostAsync(path + query, content, Token);
    }

    private static Dictionary<string, string> Fields(string name, string offset, string? role)
    {
        var fields = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["Steps[0].Side"] = "Before",
            ["Steps[0].Offset"] = offset,
            ["Steps[0].Count"] = "Working",
            ["Steps[0].Paper"] = "Mail",
            ["Steps[0].Light"] = "Yellow",
        };
        if (role is not null)
        {
            fields["Steps[0].Audience"] = role;
        }

        return fields;
    }
}
