using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ElsaRuntime.Api;
using ElsaRuntime.Storage;
using ElsaRuntime.Timers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Testing;

namespace ElsaRuntime.Tests.Api;

/// <summary>The API on a real server and a database of its own, with a client that is signed in as the office.</summary>
internal sealed class ElsaServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly TestDatabase database;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task sweeping;

    private ElsaServer(WebApplication app, TestDatabase database)
    {
        this.app = app;
        this.database = database;
        Address = app.Urls.Single();
        Client = Signed(TestIdentity.Key);
        sweeping = SweepAsync(stopping.Token);
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public NpgsqlDataSource DataSource => database.DataSource;

    public static async Task<ElsaServer> StartAsync(Action<IServiceCollection>? services = null, Action<ElsaRuntimeOptions>? runtime = null, Action<ElsaApiOptions>? api = null)
    {
        var database = await TestDatabase.CreateAsync("elsa", connection => ElsaRuntimeSchema.MigrateAsync(connection), TestContext.Current.CancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(database.DataSource);
        builder.Services.AddAuthentication(TestIdentity.SchemeName).AddScheme<AuthenticationSchemeOptions, TestIdentity>(TestIdentity.SchemeName, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(TestIdentity.Policy, policy => policy.RequireAuthenticatedUser().RequireUserName("office"));
        builder.Services.AddElsaRuntime(runtime);
        builder.Services.AddElsaApi();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseRequestLocalization(options => options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en"));
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapElsaApi("/elsa/api", options =>
        {
            options.Policy = TestIdentity.Policy;
            api?.Invoke(options);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new ElsaServer(app, database);
    }

    /// <summary>A client that sends this Authorization header; none for null.</summary>
    public HttpClient Signed(string? authorization)
    {
        var client = new HttpClient { BaseAddress = new Uri(Address + "/elsa/api/") };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.Add("Authorization", authorization);
        }

        return client;
    }

    public async Task<JsonObject> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await BodyAsync(response);
    }

    public async Task<JsonObject> PostAsync(string path, JsonNode? body = null)
    {
        using var response = await Client.PostAsJsonAsync(path, body ?? new JsonObject(), TestContext.Current.CancellationToken);
        return await BodyAsync(response);
    }

    /// <summary>The status a request is answered with, whatever it is.</summary>
    public async Task<int> StatusAsync(HttpMethod method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await sweeping;
        Client.Dispose();
        await app.DisposeAsync();
        await database.DisposeAsync();
        stopping.Dispose();
    }

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }

    // Stands for the Host's job server.
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var sweep = app.Services.GetRequiredService<TimerSweep>();
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await sweep.RunAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }
}
