using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Host.Health;

/// <summary>Some job server has shown a sign of life lately; without one no check runs and no reminder goes out.</summary>
internal sealed class JobServerHealth(JobStorage storage, TimeProvider clock) : IHealthCheck
{
    // Servers give a sign every half minute; three missed ones are no chance.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var since = clock.GetUtcNow().UtcDateTime - Silence;
        var alive = storage.GetMonitoringApi().Servers().Any(server => server.Heartbeat >= since);
        return Task.FromResult(alive ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("no job server has shown a sign of life"));
    }
}
