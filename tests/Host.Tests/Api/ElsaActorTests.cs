using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Host.Tests.Api;

/// <summary>Who comes by Elsa's REST API acts in his own name and under the ledger's rules, as on the pages.</summary>
public sealed class ElsaActorTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_decides_on_his_own_request_by_way_of_the_workflow_and_another_decides_in_his_own_name()
    {
        using var office = await host.SignInAsync("office", Token);
        using var head = await host.SignInAsync("head", Token);
        using var leader = await host.SignInAsync("leader", Token);
        var issue = await RequestSignOffAsync(office);
        await AgreeAsync(head, issue);
        await AgreeAsync(leader, issue);
        var task = await ReadAsync<string>(
            $"select b->>'key' from elsa.workflow_instance i, json_array_elements(i.state->'bookmarks') b where i.id = 'issue-{issue:n}' and b->>'kind' = 'Elsa.RunTask'");

        using var refused = await CompleteAsync(office, task);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var answer = await refused.Content.ReadFromJsonAsync<JsonNode>(Token);
        Assert.Contains("不能由本人办理", (string?)answer!["errors"]!["generalErrors"]![0], StringComparison.Ordinal);
        Assert.Equal("Verifying", await ReadAsync<string>($"select status from ledger.issue where id = '{issue}'"));

        using var program = host.NewVisitor();
        program.Headers.TryAddWithoutValidation("Authorization", $"ApiKey {RunningHost.Key}");
        using var agreed = await CompleteAsync(program, task);

        Assert.Equal(HttpStatusCode.OK, agreed.StatusCode);
        Assert.Equal("api", await ReadAsync<string>(
            $"select d.actor_name from ledger.sign_off_decision d join ledger.sign_off_round r on r.id = d.round_id where r.issue_id = '{issue}' order by d.at desc limit 1"));
    }

    private static async Task AgreeAsync(Visitor person, Guid issue)
    {
        var path = $"/issues/{issue}";
        using var agreed = await person.SendFormAsync(path, new Dictionary<string, string>(), Token, await ActionAsync(person, path, "Approve"));
        Assert.Equal(HttpStatusCode.Redirect, agreed.StatusCode);
    }

    private async Task<Guid> RequestSignOffAsync(Visitor office)
    {
        var issue = await ReadAsync<Guid>("select id from ledger.issue where number = 30");
        var path = $"/issues/{issue}";
        while (await ActionAsync(office, path, "Complete") is { } complete)
        {
            using var done = await office.SendFormAsync(path, new Dictionary<string, string>(), Token, complete);
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        }

        var page = await office.PageAsync(path, Token);
        foreach (var prove in page.Forms.Select(f => f.GetAttribute("action")).Where(a => a?.Contains("handler=Prove", StringComparison.Ordinal) == true))
        {
            using var file = new MultipartFormDataContent
            {
                { new StringContent(page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
                { new ByteArrayContent("%PDF-1.7 验收"u8.ToArray()), "Files", "验收.pdf" },
            };
            using var proven = await office.PostAsync(prove!, file, Token);
            Assert.Equal(HttpStatusCode.Redirect, proven.StatusCode);
        }

        using var requested = await office.SendFormAsync(
            path, new Dictionary<string, string> { ["Statement"] = "已完成。" }, Token, await ActionAsync(office, path, "Request"));
        Assert.Equal(HttpStatusCode.Redirect, requested.StatusCode);
        return issue;
    }

    private static async Task<string?> ActionAsync(Visitor visitor, string path, string handler) =>
        (await visitor.PageAsync(path, Token)).Forms.Select(f => f.GetAttribute("action"))
            .FirstOrDefault(action => action?.Contains($"handler={handler}", StringComparison.Ordinal) == true);

    private static Task<HttpResponseMessage> CompleteAsync(Visitor visitor, string task) =>
        visitor.PostAsync($"/elsa/api/tasks/{task}/complete", JsonContent.Create(new { result = new { approved = true } }), Token);

    private async Task<T> ReadAsync<T>(string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = host.Database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync(Token))!;
    }
}
