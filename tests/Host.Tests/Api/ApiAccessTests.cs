using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Testing;

namespace Host.Tests.Api;

public sealed class ApiAccessTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_with_the_key_acts_as_the_office()
    {
        using var program = Program(RunningHost.Key);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/issues", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/hangfire", Token)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("open-sesam")]
    [InlineData("open-sesame-")]
    [InlineData("OPEN-SESAME")]
    public async Task Without_the_right_key_a_program_gets_401_as_problem_details(string? key)
    {
        using var program = Program(key);
        using var answer = await program.GetAsync("/api/issues", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("请先登录，或提供正确的密钥。", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("anything")]
    public async Task Where_no_key_is_set_no_key_opens(string key)
    {
        using var scratch = new Scratch();
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        var options = RunningHost.Options(database, scratch.Folder);
        await using var keyless = await HostProcess.StartAsync(
            options with { Settings = options.Settings.Where(s => s.Key != "Api:Key").ToDictionary() }, Token);

        using var program = new Visitor(keyless.Address);
        program.Headers.TryAddWithoutValidation("Authorization", $"ApiKey {key}");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/issues", Token)).StatusCode);
    }

    [Theory]
    [InlineData("page=0")]
    [InlineData("page=-1")]
    [InlineData("page=one")]
    [InlineData("size=0")]
    [InlineData("size=201")]
    [InlineData("page=99999999999999999999")]
    public async Task A_page_that_cannot_be_is_a_bad_request_that_says_which_number(string query)
    {
        using var program = Program(RunningHost.Key);
        program.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));
        foreach (var list in new[] { "issues", "mails" })
        {
            using var answer = await program.GetAsync($"/api/{list}?{query}", Token);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
            Assert.Contains("must be a whole number", problem.GetProperty("errors").GetProperty(query[..4])[0].GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("zh-CN", "没有找到这个问题")]
    [InlineData("en", "issue")]
    public async Task An_unknown_issue_is_a_refusal_with_its_code_in_the_callers_language(string language, string text)
    {
        using var program = Program(RunningHost.Key);
        program.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        using var answer = await program.GetAsync("/api/issues/9999", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
        Assert.Equal("IssueNotFound", problem.GetProperty("code").GetString());
        Assert.Contains(text, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_OpenAPI_document_describes_what_is_there_and_how_to_come_in()
    {
        using var visitor = host.NewVisitor();
        var document = await visitor.ReadAsync("/openapi/v1.json", Token);

        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToArray();
        Assert.Equal(["/api/issues", "/api/issues/{issue}", "/api/mails", "/api/mails/proof"], paths);
        Assert.True(document.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("ApiKey", out _));
    }

    private Visitor Program(string? key)
    {
        var program = host.NewVisitor();
        if (key is not null)
        {
            program.Headers.Authorization = new AuthenticationHeaderValue("ApiKey", key);
        }

        return program;
    }
}
