using System.Net;
using Npgsql;

namespace Host.Tests.Pages;

/// <summary>The office keeps roster and accounts by the pages, as a browser would; each test with units and people of its own.</summary>
public sealed class PeopleTests(RunningHost host) : IClassFixture<RunningHost>
{
    private const string People = "/settings/people";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invited_person_sets_his_password_by_the_link_and_is_out_once_his_account_is_closed()
    {
        using var office = await host.SignInAsync("office", Token);
        await AddUnitAsync(office, "市甲局");
        var person = await AddPersonAsync(office, "周甲", "市甲局");

        await DoAsync(office, person, "Invite", ("UserName", "zhou"), ("Role", "Liaison"));
        var link = await LinkAsync("AccountInvitation", "zhou");
        Assert.Contains("已邀请", (await office.PageAsync(person, Token)).Body!.TextContent, StringComparison.Ordinal);

        using var owner = host.NewVisitor();
        using var differing = await SetAsync(owner, link, "correct horse battery", "another horse battery");
        Assert.Equal(HttpStatusCode.OK, differing.StatusCode);
        using var set = await SetAsync(owner, link, "correct horse battery", "correct horse battery");
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/api/issues", Token)).StatusCode);
        Assert.Contains("已经用过", (await owner.PageAsync(link, Token)).Body!.TextContent, StringComparison.Ordinal);

        using var renewed = await owner.SendFormAsync("/work", new Dictionary<string, string>(), Token, "/Work?handler=Renew");
        var feed = new Uri((await owner.PageAsync("/work", Token)).QuerySelector("#feed-address")!.GetAttribute("value")!).AbsolutePath;
        using var program = host.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(feed, Token)).StatusCode);

        await DoAsync(office, person, "Close");
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(feed, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.GetAsync("/api/issues", Token)).StatusCode);
        using var again = host.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await again.TrySignInAsync("zhou", "correct horse battery", Token)).StatusCode);

        await DoAsync(office, person, "Reopen");
        await again.SignInAsync("zhou", "correct horse battery", Token);
        var history = (await office.PageAsync(person, Token)).QuerySelector("#history")!.ParentElement!.TextContent;
        Assert.All(["添加人员：周甲", "邀请开通账号“zhou”", "停用账号“zhou”", "恢复账号“zhou”"], line => Assert.Contains(line, history, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_link_ends_the_old_one_and_lifts_a_lockout()
    {
        using var office = await host.SignInAsync("office", Token);
        await AddUnitAsync(office, "市乙局");
        var person = await AddPersonAsync(office, "吴乙", "市乙局");
        await DoAsync(office, person, "Invite", ("UserName", "wu"), ("Role", "Liaison"));
        var first = await LinkAsync("AccountInvitation", "wu");
        await DoAsync(office, person, "Link");
        var second = await LinkAsync("AccountInvitation", "wu");
        Assert.NotEqual(first, second);

        using var owner = host.NewVisitor();
        Assert.Contains("已被新的链接代替", (await owner.PageAsync(first, Token)).Body!.TextContent, StringComparison.Ordinal);
        using var set = await SetAsync(owner, second, "correct horse battery", "correct horse battery");
        using var forgetful = host.NewVisitor();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await forgetful.TrySignInAsync("wu", "a wrong password", Token);
        }

        Assert.Contains("前不能登录", (await office.PageAsync(person, Token)).Body!.TextContent, StringComparison.Ordinal);
        await DoAsync(office, person, "Link");
        using var renewed = await SetAsync(forgetful, await LinkAsync("PasswordLink", "wu"), "a wholly new password", "a wholly new password");
        Assert.Equal(HttpStatusCode.Redirect, renewed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await forgetful.GetAsync("/api/issues", Token)).StatusCode);
    }

    [Fact]
    public async Task Head_and_liaisons_are_made_on_the_units_page_and_a_leaver_hands_over()
    {
        using var office = await host.SignInAsync("office", Token);
        var unit = await AddUnitAsync(office, "市丙局");
        var first = await AddPersonAsync(office, "郑丙", "市丙局");
        var second = await AddPersonAsync(office, "冯丙", "市丙局");

        await DoAsync(office, unit, "Head", ("personId", IdOf(first)));
        await DoAsync(office, unit, "Liaison", ("personId", IdOf(first)));
        await DoAsync(office, unit, "Liaison", ("personId", IdOf(second)));
        var line = (await office.PageAsync($"{People}/units?words=市丙", Token)).QuerySelector("#results tbody tr")!.TextContent;
        Assert.Contains("郑丙", line, StringComparison.Ordinal);
        Assert.Contains("冯丙", line, StringComparison.Ordinal);

        await DoAsync(office, first, "Leave", ("successorId", IdOf(second)));
        var page = (await office.PageAsync(unit, Token)).Body!.TextContent;
        Assert.Contains("郑丙离任，由冯丙接任，移交：市丙局主要负责人、市丙局联络员", page, StringComparison.Ordinal);
        Assert.Contains("已于", (await office.PageAsync(first, Token)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await office.PageAsync($"{People}?words=郑丙", Token)).QuerySelector("#results tbody tr"));
        Assert.NotNull((await office.PageAsync($"{People}?words=郑丙&show=Left", Token)).QuerySelector("#results tbody tr"));
    }

    [Fact]
    public async Task A_lead_leader_who_leaves_is_followed_on_his_open_issues()
    {
        using var office = await host.SignInAsync("office", Token);
        var leader = await IdAsync("select l.person_id from ledger.issue_lead_leader l join ledger.issue i on i.id = l.issue_id where i.signed_off_at is null and l.person_id not in (select person_id from identity.account where person_id is not null) order by 1 limit 1");
        var issue = await IdAsync($"select issue_id from ledger.issue_lead_leader where person_id = '{leader}' order by 1 limit 1");
        var successor = await AddPersonAsync(office, "何市长", "");

        using var alone = await SendAsync(office, $"{People}/person/{leader}", "Leave");
        Assert.Equal(HttpStatusCode.Conflict, alone.StatusCode);
        Assert.Contains("未销号的问题，请指定接任者", await alone.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);

        await DoAsync(office, $"{People}/person/{leader}", "Leave", ("successorId", IdOf(successor)));
        Assert.Contains("离任，牵头领导改为何市长", (await office.PageAsync($"/issues/{issue}", Token)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_refused_says_why_and_keeps_what_was_typed()
    {
        using var office = await host.SignInAsync("office", Token);
        var unit = await AddUnitAsync(office, "市丁局");
        await AddPersonAsync(office, "陈丁", "市丁局");

        using var taken = await SendAsync(office, $"{People}/person", "Keep", ("Name", "褚丁"), ("Title", "科长"), ("Email", AddressOf("陈丁").ToUpperInvariant()), ("unit", "市丁局"), ("Culture", "zh-CN"));
        var body = await taken.Content.ReadAsStringAsync(Token);
        Assert.Equal(HttpStatusCode.Conflict, taken.StatusCode);
        Assert.Contains("已由陈丁使用", body, StringComparison.Ordinal);
        Assert.Contains("value=\"褚丁\"", body, StringComparison.Ordinal);

        using var full = await SendAsync(office, unit, "Remove");
        Assert.Contains("还有1名在册人员", await full.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        using var double_ = await SendAsync(office, $"{People}/unit", "Keep", ("Name", " 市丁局 "));
        Assert.Contains("已有单位“市丁局”", await double_.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(People)]
    [InlineData($"{People}/units")]
    [InlineData($"{People}/person")]
    [InlineData($"{People}/unit")]
    public async Task Nobody_but_the_office_sees_the_pages(string address)
    {
        foreach (var account in new[] { "leader", "liaison" })
        {
            using var visitor = await host.SignInAsync(account, Token);
            using var answer = await visitor.GetAsync(address, Token);
            Assert.Equal("/error/403", answer.Headers.Location?.AbsolutePath);
        }
    }

    private static async Task<string> AddUnitAsync(Visitor office, string name)
    {
        using var added = await SendAsync(office, $"{People}/unit", "Keep", ("Name", name));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        return added.Headers.Location!.OriginalString;
    }

    private static async Task<string> AddPersonAsync(Visitor office, string name, string unit)
    {
        using var added = await SendAsync(
            office, $"{People}/person", "Keep", ("Name", name), ("Title", "科长"), ("Email", AddressOf(name)), ("unit", unit), ("Culture", "zh-CN"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        return added.Headers.Location!.OriginalString;
    }

    private static string AddressOf(string name) => $"{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(name))}@city.example";

    private static string IdOf(string address) => address[(address.LastIndexOf('/') + 1)..];

    private static async Task DoAsync(Visitor office, string address, string handler, params (string Name, string Value)[] fields)
    {
        using var done = await SendAsync(office, address, handler, fields);
        Assert.True(done.StatusCode == HttpStatusCode.Redirect, await done.Content.ReadAsStringAsync(Token));
    }

    private static Task<HttpResponseMessage> SendAsync(Visitor office, string address, string handler, params (string Name, string Value)[] fields) =>
        office.SendFormAsync(address, fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal), Token, action: $"{address}?handler={handler}");

    private static Task<HttpResponseMessage> SetAsync(Visitor owner, string link, string password, string again) =>
        owner.SendFormAsync(link, new Dictionary<string, string> { ["new"] = password, ["again"] = again }, Token);

    /// <summary>The newest link mailed to an account, without the site's address.</summary>
    private async Task<string> LinkAsync(string kind, string userName)
    {
        await using var command = host.Database.DataSource.CreateCommand(
            "select data->>'url' from notifications.mail where kind = $1 and data->>'userName' = $2 order by id desc limit 1");
        command.Parameters.Add(new NpgsqlParameter { Value = kind });
        command.Parameters.Add(new NpgsqlParameter { Value = userName });
        return new Uri((string)(await command.ExecuteScalarAsync(Token))!).PathAndQuery;
    }

    private async Task<Guid> IdAsync(string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = host.Database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (Guid)(await command.ExecuteScalarAsync(Token))!;
    }
}
