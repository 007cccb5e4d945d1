using Hangfire;
using Hangfire.PostgreSql;
using Host.Health;
using Host.Jobs;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using Testing;

namespace Host.Tests.Health;

[Collection(nameof(Hangfire))] // its log is the process's: one at a time
public sealed class HeartbeatTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_beat_passes_through_a_living_server_and_a_server_that_was_killed_is_noticed()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        var storage = new PostgreSqlStorage(
            new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(database.ConnectionString, new PostgreSqlStorageOptions()),
            new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(100) });
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
        var heartbeat = new Heartbeat(storage, clock);
        var health = new HeartbeatHealth(heartbeat, clock);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(health));

        var server = new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = 1, Activator = new One(heartbeat), StopTimeout = TimeSpan.Zero, ShutdownTimeout = TimeSpan.FromSeconds(5) }, storage);
        using (server)
        {
            clock.Advance(TimeSpan.FromMinutes(4));
            new BackgroundJobClient(storage).Enqueue<Heartbeat>(beat => beat.BeatAsync(CancellationToken.None));
            await Until.TrueAsync(() => Task.FromResult(heartbeat.Last() == clock.GetUtcNow()), Token);
            clock.Advance(TimeSpan.FromMinutes(4));
            Assert.Equal(HealthStatus.Healthy, await AskAsync(health));
        }

        new BackgroundJobClient(storage).Enqueue<Heartbeat>(beat => beat.BeatAsync(CancellationToken.None));
        clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HealthStatus.Unhealthy, await AskAsync(health));
    }

    private static async Task<HealthStatus> AskAsync(HeartbeatHealth health) => (await health.CheckHealthAsync(new HealthCheckContext(), Token)).Status;

    private sealed class One(object only) : JobActivator
    {
        public override object ActivateJob(Type jobType) => only;
    }
}
