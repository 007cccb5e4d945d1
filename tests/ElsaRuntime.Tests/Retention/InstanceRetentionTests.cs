using ElsaRuntime.Retention;
using Microsoft.Extensions.DependencyInjection;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Retention;

public sealed class InstanceRetentionTests
{
    [Fact]
    public async Task Old_finished_instances_go_with_their_journal_and_the_others_stay()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("done", Sequence(Line("l", "'x'"))));
        await runtime.PublishAsync(Workflow("kept", Sequence(Line("l", "'x'"))));
        await runtime.PublishAsync(Workflow("waits", Sequence(RunTask("T", "hold"))));
        for (var count = 0; count < 5; count++)
        {
            await runtime.StartAsync("done");
        }

        var kept = await runtime.StartAsync("kept");
        var waiting = await runtime.StartAsync("waits");
        runtime.Time.Advance(TimeSpan.FromDays(40));
        var young = await runtime.StartAsync("done");
        var removed = await runtime.Services.GetRequiredService<InstanceRetention>()
            .PurgeAsync(TimeSpan.FromDays(30), 2, ["kept"], TestContext.Current.CancellationToken);
        Assert.Equal(5, removed);
        Assert.Equal("Suspended", (await runtime.FindAsync(waiting)).SubStatus);
        Assert.Equal(["x"], await runtime.LinesAsync(young));
        Assert.Equal(["x"], await runtime.LinesAsync(kept));
        Assert.Equal(3, await runtime.CountAsync("select count(distinct instance_id) from elsa.journal"));
    }
}
