using Host.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Host.Health;

/// <summary>
/// Jobs are not only there, they run: the beat that passes once a minute through schedule, queue and worker has passed lately.
/// A Host that has just started is given as long to show its first one.
/// </summary>
internal sealed class HeartbeatHealth : IHealthCheck
{
    /// <summary>A beat a minute; after five missed ones something is stuck.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Heartbeat heartbeat;
    private readonly TimeProvider clock;
    private readonly DateTimeOffset since;

    public HeartbeatHealth(Heartbeat heartbeat, TimeProvider clock) =>
        (this.heartbeat, this.clock, since) = (heartbeat, clock, clock.GetUtcNow());

    /// <inheritdoc />
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = heartbeat.Last();
        var latest = last > since ? last.Value : since;
        return Task.FromResult(clock.GetUtcNow() - latest <= Patience
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"the jobs have shown no beat since {last?.ToString("u", System.Globalization.CultureInfo.InvariantCulture) ?? "the start"}"));
    }
}
