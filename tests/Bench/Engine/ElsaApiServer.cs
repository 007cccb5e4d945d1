using ElsaRuntime;
using ElsaRuntime.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Bench.Engine;

/// <summary>Elsa's REST API on a port of loopback, open to whoever asks.</summary>
internal static class ElsaApiServer
{
    private const string Open = "open";

    public static WebApplication Over(NpgsqlDataSource database)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(database).AddElsaRuntime().AddElsaApi();
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorizationBuilder().AddPolicy(Open, policy => policy.RequireAssertion(_ => true));
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapElsaApi("/elsa/api", options => options.Policy = Open);
        return app;
    }
}
