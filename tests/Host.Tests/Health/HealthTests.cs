using System.Net;
using Testing;

namespace Host.Tests.Health;

public sealed class HealthTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_whose_database_is_gone_lives_but_is_not_ready()
    {
        using var scratch = new Scratch();
        var database = await TestDatabase.CreateEmptyAsync(Token);
        await using var host = await HostProcess.StartAsync(RunningHost.Options(database, scratch.Folder), Token);
        Assert.Equal("""{"status":"Healthy","checks":{"database":"Healthy","jobs":"Healthy","heartbeat":"Healthy"}}""", await host.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token));

        await database.DisposeAsync();

        using var ready = await host.Client.GetAsync(new Uri("/health/ready", UriKind.Relative), Token);
        Assert.True(ready.StatusCode == HttpStatusCode.ServiceUnavailable, host.Output);
        Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync(new Uri("/health/live", UriKind.Relative), Token)).StatusCode);
    }
}
