using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Host.Health;

/// <summary>Two questions for whoever watches the Host: does it live, and can it work?</summary>
internal static class HealthBuilder
{
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddSingleton<HeartbeatHealth>().AddHealthChecks()
        .AddCheck<DatabaseHealth>("database", timeout: TimeSpan.FromSeconds(5))
        .AddCheck<JobServerHealth>("jobs", timeout: TimeSpan.FromSeconds(5))
        .AddCheck<HeartbeatHealth>("heartbeat", timeout: TimeSpan.FromSeconds(5));

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    /// <summary>Names of checks and how they stand; reasons go to the log, not to strangers.</summary>
    private static Task WriteAsync(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new HealthAnswer(report.Status.ToString(), report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString(), StringComparer.Ordinal)),
        http.RequestAborted);

    private sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, string> Checks);
}
