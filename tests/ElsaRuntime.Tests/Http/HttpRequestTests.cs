using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Http;

public sealed class HttpRequestTests : IAsyncLifetime
{
    private readonly WebApplication server = CreateServer();

    private string Address => server.Urls.First();

    public async ValueTask InitializeAsync() => await server.StartAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task A_request_to_an_allowed_host_leaves_by_its_status_and_gives_its_content()
    {
        Assert.Equal(["200: 7"], await LinesAsync("/ok", options => Allow(options, "127.0.0.1")));
        Assert.Equal(["unmatched"], await LinesAsync("/missing", options => Allow(options, "127.0.0.1")));
    }

    [Fact]
    public async Task Without_expected_statuses_any_answer_leaves_by_done()
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options => Allow(options, "127.0.0.1"));
        var request = Activity("r", "FlowSendHttpRequest", ("url", Literal("Uri", Address + "/missing")));
        await runtime.PublishAsync(Workflow("w", Flowchart(
            [request, Line("done", "'done'"), Line("ok", "'200'"), Line("unmatched", "'unmatched'")],
            ("r", "200", "ok"), ("r", "Unmatched status code", "unmatched"), ("r", "Done", "done"))));
        Assert.Equal(["done"], await runtime.LinesAsync(await runtime.StartAsync("w")));
    }

    [Fact]
    public async Task A_form_is_sent_as_a_form()
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options => Allow(options, "127.0.0.1"));
        var request = Activity("r", "FlowSendHttpRequest", ("url", Literal("Uri", Address + "/form")), ("method", Literal("String", "POST")),
            ("contentType", Literal("String", "application/x-www-form-urlencoded")), ("content", Script("Object", "({ unit: '办公室', n: 3 })")), ("parsedContent", BindTo("C")));
        await runtime.PublishAsync(Workflow("w", Flowchart([request, Line("said", "getC()")], ("r", "Done", "said")), Variable("C")));
        Assert.Equal(["办公室 3"], await runtime.LinesAsync(await runtime.StartAsync("w")));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Assert.Equal(["unmatched"], await LinesAsync("/away", options => Allow(options, "127.0.0.1")));
    }

    [Fact]
    public async Task A_slow_answer_leaves_by_timeout()
    {
        Assert.Equal(["timeout"], await LinesAsync("/slow", options =>
        {
            Allow(options, "127.0.0.1");
            options.HttpTimeout = TimeSpan.FromMilliseconds(300);
        }));
    }

    [Fact]
    public async Task A_private_address_is_out_of_reach_even_of_an_allowed_host()
    {
        Assert.Equal(["failed"], await LinesAsync("/ok", options => options.HttpHosts.Add("127.0.0.1")));
    }

    [Fact]
    public async Task A_host_that_is_not_on_the_list_faults_the_activity()
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options => Allow(options, "example.org"));
        await runtime.PublishAsync(Requesting("/ok"));
        var instance = await runtime.FindAsync(await runtime.StartAsync("w"));
        Assert.Equal("r", Assert.Single(instance.Incidents).ActivityId);
    }

    private static void Allow(ElsaRuntimeOptions options, string host)
    {
        options.HttpHosts.Add(host);
        options.AllowPrivateAddresses = true;
    }

    private static WebApplication CreateServer()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.MapGet("/ok", () => Results.Json(new { n = 7 }));
        application.MapPost("/form", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return Results.Text($"{form["unit"]} {form["n"]}");
        });
        application.MapGet("/away", () => Results.Redirect("/ok"));
        application.MapGet("/slow", async (HttpContext context) =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        return application;
    }

    private async Task<List<string>> LinesAsync(string path, Action<ElsaRuntimeOptions> configure)
    {
        await using var runtime = await RuntimeHarness.CreateAsync(configure);
        await runtime.PublishAsync(Requesting(path));
        return await runtime.LinesAsync(await runtime.StartAsync("w"));
    }

    private JsonObject Requesting(string path) => Workflow("w", Flowchart(
        [
            Activity("r", "FlowSendHttpRequest", ("url", Literal("Uri", Address + path)), ("expectedStatusCodes", Input("ICollection<Int32>", "Object", "[200]")), ("statusCode", BindTo("S")), ("parsedContent", BindTo("C"))),
            Line("ok", "`${getS()}: ${getC().n}`"),
            Line("unmatched", "'unmatched'"),
            Line("failed", "'failed'"),
            Line("timeout", "'timeout'"),
        ],
        ("r", "200", "ok"), ("r", "Unmatched status code", "unmatched"), ("r", "Failed to connect", "failed"), ("r", "Timeout", "timeout")),
        Variable("S"), Variable("C"));
}
