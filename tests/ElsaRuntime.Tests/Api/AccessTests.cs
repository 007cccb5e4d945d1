using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.SignalR.Client;

namespace ElsaRuntime.Tests.Api;

/// <summary>Who may call the API, and from where.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Nobody_unknown_and_nobody_but_the_office_gets_in()
    {
        await using var server = await ElsaServer.StartAsync();
        using var nobody = server.Signed(null);
        using var liaison = server.Signed("ApiKey liaison");
        foreach (var path in new[] { "workflow-definitions", "workflow-instances", "descriptors/activities", "features/installed", "package/version", "bookmarks/resume?t=x" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await liaison.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
        }

        var hub = new Uri(server.Address + "/elsa/hubs/workflow-instance/negotiate?negotiateVersion=1");
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync(hub, null, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await liaison.PostAsync(hub, null, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Origin", "https://elsewhere.example", 403)]
    [InlineData("Origin", null, 200)]
    public async Task A_change_from_another_sites_page_is_turned_away(string header, string? value, int status)
    {
        await using var server = await ElsaServer.StartAsync();
        using var browser = server.Signed(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "cancel/workflow-instances/none");
        request.Headers.Add("Cookie", TestIdentity.Cookie);
        request.Headers.Add(header, value ?? server.Address);
        Assert.Equal(status, (int)(await browser.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Another_sites_page_cannot_open_the_hub_with_our_cookie()
    {
        await using var server = await ElsaServer.StartAsync();
        await using var stranger = new HubConnectionBuilder().WithUrl(server.Address + "/elsa/hubs/workflow-instance", options =>
        {
            options.Headers["Cookie"] = TestIdentity.Cookie;
            options.Headers["Origin"] = "https://elsewhere.example";
        }).Build();
        await Assert.ThrowsAsync<HttpRequestException>(() => stranger.StartAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"result\":1,\"result\":2}")]
    public async Task A_body_that_is_no_JSON_object_is_refused_with_400(string body)
    {
        await using var server = await ElsaServer.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("tasks/t/complete", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("This is not valid JSON.", problem["errors"]!["generalErrors"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Tasks_and_events_need_a_JSON_body()
    {
        await using var server = await ElsaServer.StartAsync();
        Assert.Equal(415, await server.StatusAsync(HttpMethod.Post, "tasks/t/complete"));
        Assert.Equal(415, await server.StatusAsync(HttpMethod.Post, "events/e/trigger"));
    }
}
