using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Host.Tests.Pages;

/// <summary>The acts of a sign-off called directly, by the wrong person and with the wrong files.</summary>
public sealed class SignOffReachTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Evidence_is_held_to_its_content_and_comes_back_to_be_saved()
    {
        using var liaison = await host.SignInAsync("liaison", Token);
        var path = $"/issues/{await IssueAsync(27)}";

        using var renamed = await UploadAsync(liaison, path, "报告.pdf", "MZ\u0090\u0000program"u8.ToArray());
        Assert.Equal(HttpStatusCode.BadRequest, renamed.StatusCode);
        Assert.Contains("不是可以接收的类型", await renamed.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var bytes = "%PDF-1.7 验收"u8.ToArray();
        using var taken = await UploadAsync(liaison, path, "验收 报告.pdf", bytes);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);

        var link = (await liaison.PageAsync(path, Token)).QuerySelector(".files a")!.GetAttribute("href")!;
        using var file = await liaison.GetAsync(link, Token);
        Assert.Equal(bytes, await file.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("验收 报告.pdf", file.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal(("application/pdf", "nosniff"), (file.Content.Headers.ContentType!.MediaType, file.Headers.GetValues("X-Content-Type-Options").Single()));
        using var stranger = host.NewVisitor();
        Assert.NotEqual(HttpStatusCode.OK, (await stranger.GetAsync(link, Token)).StatusCode);

        var takeBack = (await liaison.PageAsync(path, Token)).QuerySelector("form[action*='handler=TakeBack']")!.GetAttribute("action")!;
        using var gone = await liaison.SendFormAsync(path, new Dictionary<string, string>(), Token, takeBack);
        Assert.Equal(HttpStatusCode.Redirect, gone.StatusCode);
        using var office = await host.SignInAsync("office", Token);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(link, Token)).StatusCode);
    }

    [Fact]
    public async Task A_request_of_300_megabytes_is_turned_away_before_a_byte_of_it_is_read()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Process.Address.Host, host.Process.Address.Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /issues/{Guid.NewGuid()}?handler=Prove HTTP/1.1\r\nHost: {host.Process.Address.Authority}\r\nContent-Length: 314572800\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n"), Token);
        using var answer = new StreamReader(stream, Encoding.UTF8);

        Assert.Contains("413", await answer.ReadLineAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_hides_its_size_is_told_that_it_is_too_large_where_it_grows_so()
    {
        using var liaison = await host.SignInAsync("liaison", Token);
        using var form = new HttpRequestMessage(HttpMethod.Post, new Uri("/delegations", UriKind.Relative))
        {
            Content = new MultipartFormDataContent { { new StreamContent(new MemoryStream(new byte[9 * 1024 * 1024])), "Files", "影像.mp4" } },
        };
        form.Headers.TransferEncodingChunked = true;

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await liaison.SendAsync(form, Token)).StatusCode);
    }

    [Theory]
    [InlineData("liaison", "Approve")]
    [InlineData("liaison", "Return")]
    [InlineData("leader", "Approve")]
    [InlineData("leader", "Accept")]
    [InlineData("leader", "Prove&ordinal=1")]
    [InlineData("leader", "Extend")]
    [InlineData("liaison", "Grant")]
    [InlineData("liaison", "AskSite")]
    [InlineData("liaison", "BeginLookBack")]
    [InlineData("leader", "Holds")]
    [InlineData("head", "OwnAgree&step=00000000-0000-0000-0000-000000000001")]
    public async Task What_is_not_offered_is_refused_when_it_is_sent(string account, string handler)
    {
        using var person = await host.SignInAsync(account, Token);
        var path = $"/issues/{await IssueAsync(35)}";

        foreach (var target in new[] { path, $"{path}/open-step" })
        {
            using var refused = await person.PostAsync(
                $"{target}?handler={handler}",
                new FormUrlEncodedContent(new Dictionary<string, string>
                {
                    ["__RequestVerificationToken"] = await TokenAsync(person, path),
                    ["Verdict.Reason"] = "x",
                    ["SiteCheck.AskedFor"] = "x",
                    ["Extension.Ordinal"] = "1",
                }),
                Token);
            Assert.NotEqual(HttpStatusCode.Redirect, refused.StatusCode);
            var answer = await refused.Content.ReadAsStringAsync(Token);
            Assert.DoesNotContain("note-done", answer, StringComparison.Ordinal);
            if (target == path)
            {
                Assert.Contains("role=\"alert\"", answer, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Of_two_steps_of_the_offices_own_a_refusal_and_what_was_typed_stand_at_the_one_that_was_meant()
    {
        var (issue, first, second) = (await IssueAsync(36), Guid.NewGuid(), Guid.NewGuid());
        await using var steps = host.Database.DataSource.CreateCommand("""
            insert into ledger.own_step (id, issue_id, task_id, task_name, party, opened_at, outcome)
            values ($1, $3, 'task-1', '法制审核', 'Office', now(), 'Open'), ($2, $3, 'task-2', '专家论证', 'Office', now(), 'Open')
            """);
        foreach (var id in new[] { first, second, issue })
        {
            steps.Parameters.Add(new() { Value = id });
        }

        await steps.ExecuteNonQueryAsync(Token);
        using var office = await host.SignInAsync("office", Token);

        async Task<IHtmlDocument> ReturnAsync(Guid step, string reason)
        {
            using var refused = await office.PostAsync($"/issues/{issue}?handler=OwnReturn&step={step}", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = await TokenAsync(office, $"/issues/{issue}"),
                ["Verdict.Opinion"] = "写到一半",
                ["Verdict.Reason"] = reason,
            }), Token);
            return await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync(Token), Token);
        }

        var withoutReason = await ReturnAsync(first, " ");
        Assert.Single(withoutReason.QuerySelectorAll("[role=alert]"));
        Assert.Equal("写到一半", withoutReason.QuerySelector($"#own-opinion-{first:n}")!.TextContent);
        Assert.Equal("", withoutReason.QuerySelector($"#own-opinion-{second:n}")!.TextContent);

        await using var decide = host.Database.DataSource.CreateCommand("update ledger.own_step set outcome = 'Agreed', closed_at = now(), decided_by_name = '石样例' where id = $1");
        decide.Parameters.Add(new() { Value = first });
        await decide.ExecuteNonQueryAsync(Token);
        var late = await ReturnAsync(first, "数据不符");
        Assert.Equal("附加环节“法制审核”刚刚已由石样例办理，您的意见没有提交。", Assert.Single(late.QuerySelectorAll("[role=alert]")).TextContent.Trim());
        Assert.Equal("", late.QuerySelector($"#own-reason-{second:n}")!.TextContent);
    }

    [Theory]
    [InlineData("liaison", "/settings/sign-off")]
    [InlineData("leader", "/settings/sign-off")]
    [InlineData("office", "/files/00000000-0000-0000-0000-000000000001")]
    public async Task Pages_of_others_are_closed(string account, string path)
    {
        using var person = await host.SignInAsync(account, Token);

        Assert.Contains(
            (await person.GetAsync(path, Token)).StatusCode, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.Redirect });
    }

    [Fact]
    public async Task A_leader_delegates_and_takes_it_back_and_the_office_sets_the_round()
    {
        using var leader = await host.SignInAsync("leader", Token);
        var choices = (await leader.PageAsync("/delegations", Token)).QuerySelectorAll("#delegate option").Select(o => o.GetAttribute("value")!).Where(v => v.Length > 0).ToList();
        var today = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var made = await leader.SendFormAsync("/delegations", new Dictionary<string, string> { ["DelegateId"] = choices[0], ["From"] = today, ["Until"] = today }, Token);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains("有效", (await leader.PageAsync("/delegations", Token)).Body!.TextContent, StringComparison.Ordinal);
        using var liaison = await host.SignInAsync("liaison", Token);
        Assert.Empty((await liaison.PageAsync("/delegations", Token)).QuerySelectorAll("#delegate"));

        using var office = await host.SignInAsync("office", Token);
        using var wrong = await office.SendFormAsync("/settings/sign-off", Fields("9999"), Token);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var saved = await office.SendFormAsync("/settings/sign-off", Fields("3"), Token);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal("3", (await office.PageAsync("/settings/sign-off", Token)).QuerySelector("#extensions")!.GetAttribute("value"));
    }

    private static Dictionary<string, string> Fields(string extensions) => new()
    {
        ["Form.LeadLeaders"] = "All",
        ["Form.SiteCheck"] = "WhenAsked",
        ["Form.ExtensionsApprovedBy"] = "LeadLeader",
        ["Form.EvidenceForEveryMeasure"] = "false",
        ["Form.ExtensionsPerMeasure"] = extensions,
    };

    private static async Task<string> TokenAsync(Visitor person, string path) =>
        (await person.PageAsync(path, Token)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<HttpResponseMessage> UploadAsync(Visitor person, string path, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenAsync(person, path)), "__RequestVerificationToken" },
            { new ByteArrayContent(bytes), "Files", name },
        };
        return await person.PostAsync($"{path}?handler=Prove&ordinal=1", form, Token);
    }

    private async Task<Guid> IssueAsync(int number)
    {
        await using var command = host.Database.DataSource.CreateCommand("select id from ledger.issue where number = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = number });
        return (Guid)(await command.ExecuteScalarAsync(Token))!;
    }
}
