using System.Net;
using System.Text;

namespace Host.Tests.Pages.Settings;

public sealed class CalendarPageTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string Page = "/settings/calendar";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Next_years_table_is_previewed_loaded_and_settles_deadlines_and_what_is_wrong_is_refused_with_its_line()
    {
        using var office = await host.SignInAsync("office", Token);
        Assert.Contains("2031年的放假安排还没有载入", await TextAsync(office, $"{Page}?year=2031"), StringComparison.Ordinal);
        var issue = await ScalarAsync("update ledger.measure set deadline = '2031-10-01', deadline_kind = 'Dated' where id = (select id from ledger.measure where status = 'Open' limit 1) returning issue_id::text");
        Assert.Contains("暂定", await TextAsync(office, $"/issues/{issue}"), StringComparison.Ordinal);
        Assert.Contains("暂定", await TextAsync(office, "/issues?p=1"), StringComparison.Ordinal);

        using var broken = await UploadAsync(office, "{\"year\": 2031, \"days\": [\n{\"date\": \"soon\"}]}");
        Assert.Equal(HttpStatusCode.BadRequest, broken.StatusCode);
        Assert.Contains("第2行：日期“soon”无法识别", await broken.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        using var shown = await UploadAsync(office, Table());
        var preview = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await shown.Content.ReadAsStringAsync(Token), Token);
        Assert.Contains("新增", preview.QuerySelector("#load")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("0", await ScalarAsync("select count(*)::text from ledger.calendar_year where year = 2031"));

        using var loaded = await PostAsync(office, preview, "Load");
        Assert.Equal(HttpStatusCode.Redirect, loaded.StatusCode);
        var page = await office.PageAsync($"/issues/{issue}", Token);
        var measure = Assert.Single(page.QuerySelectorAll(".measures > li"), li => li.TextContent.Contains("2031年10月1日", StringComparison.Ordinal));
        Assert.DoesNotContain("暂定", measure.TextContent, StringComparison.Ordinal);
        Assert.Contains("顺延至2031年10月8日", measure.TextContent, StringComparison.Ordinal);
        Assert.Contains("原按2031年10月1日计算，现按2031年10月8日计算", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_own_day_is_set_and_taken_back_and_only_the_office_gets_there()
    {
        using var office = await host.SignInAsync("office", Token);
        using var nothing = await office.SendFormAsync(Page, new Dictionary<string, string> { ["Day"] = "2026-03-02", ["Name"] = "防汛", ["IsOff"] = "false" }, Token);
        Assert.Equal(HttpStatusCode.Conflict, nothing.StatusCode);

        using var set = await office.SendFormAsync(Page, new Dictionary<string, string> { ["Day"] = "2026-03-02", ["Name"] = "防汛", ["IsOff"] = "true" }, Token);
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Contains("防汛", await TextAsync(office, Page), StringComparison.Ordinal);

        using var back = await office.SendFormAsync(Page, new Dictionary<string, string>(), Token, action: "/Settings/Calendar?day=2026-03-02&handler=Remove");
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Equal("0", await ScalarAsync("select count(*)::text from ledger.calendar_override"));

        using var liaison = await host.SignInAsync("liaison", Token);
        using var refused = await liaison.GetAsync(Page, Token);
        Assert.StartsWith("/error/403", refused.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
    }

    private static string Table() => $$"""
        {"year": 2031, "days": [{{string.Join(",\n", Enumerable.Range(1, 7).Select(d => $$"""{"name": "国庆节", "date": "2031-10-0{{d}}", "isOffDay": true}"""))}}]}
        """;

    private static async Task<HttpResponseMessage> UploadAsync(Visitor office, string text)
    {
        var token = (await office.PageAsync(Page, Token)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Table", "2031.json" },
        };
        return await office.PostAsync($"{Page}?handler=Preview", content, Token);
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor office, AngleSharp.Html.Dom.IHtmlDocument page, string handler)
    {
        var form = page.Forms.Single(f => f.GetAttribute("action")!.EndsWith($"handler={handler}", StringComparison.Ordinal));
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? string.Empty)));
        return await office.PostAsync(form.GetAttribute("action")!, content, Token);
    }

    private static async Task<string> TextAsync(Visitor visitor, string path) => (await visitor.PageAsync(path, Token)).Body!.TextContent;

    private async Task<string> ScalarAsync(string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = host.Database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
