using System.Text.Json.Nodes;
using ElsaRuntime.Timers;
using Microsoft.Extensions.DependencyInjection;
using static ElsaRuntime.Tests.Models;

namespace ElsaRuntime.Tests.Timers;

public sealed class TimerSweepTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_sweeps_at_once_let_each_timer_go_off_once()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(Delay("00:01:00"), Line("l", "'after'"))));
        var ids = new List<string>();
        for (var count = 0; count < 20; count++)
        {
            ids.Add(await runtime.StartAsync("w"));
        }

        runtime.Time.Advance(TimeSpan.FromMinutes(2));
        var sweep = runtime.Services.GetRequiredService<TimerSweep>();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => sweep.RunAsync(Token), Token)));
        Assert.Equal(20, results.Sum(r => r.Resumed));
        Assert.Equal(0, results.Sum(r => r.Failed));
        foreach (var id in ids)
        {
            Assert.Equal(["after"], await runtime.LinesAsync(id));
        }
    }

    [Fact]
    public async Task Nothing_goes_off_before_its_time()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(Delay("00:01:00"))));
        var id = await runtime.StartAsync("w");
        await runtime.PassAsync(TimeSpan.FromSeconds(59));
        Assert.Equal("Suspended", (await runtime.FindAsync(id)).SubStatus);
        await runtime.PassAsync(TimeSpan.FromSeconds(2));
        Assert.Equal("Finished", (await runtime.FindAsync(id)).SubStatus);
    }

    [Fact]
    public async Task An_instance_that_cannot_be_moved_does_not_hold_up_the_others()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        await runtime.PublishAsync(Workflow("w", Sequence(Delay("00:01:00"))));
        var broken = await runtime.StartAsync("w");
        var sound = await runtime.StartAsync("w");
        await using (var command = runtime.DataSource.CreateCommand("update elsa.workflow_instance set definition_version_id = 'gone' where id = $1"))
        {
            command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = broken });
            await command.ExecuteNonQueryAsync(Token);
        }

        runtime.Time.Advance(TimeSpan.FromMinutes(2));
        var result = await runtime.Services.GetRequiredService<TimerSweep>().RunAsync(Token);
        Assert.Equal((1, 1), (result.Resumed, result.Failed));
        Assert.Equal("Finished", (await runtime.FindAsync(sound)).SubStatus);
    }

    [Fact]
    public async Task A_cron_trigger_starts_a_workflow_at_its_time_in_the_houses_time_zone()
    {
        await using var runtime = await RuntimeHarness.CreateAsync(options => options.TimeZone = "Asia/Shanghai");
        var cron = Activity("c", "Cron", ("cronExpression", Literal("String", "30 8 * * *")), ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        await runtime.PublishAsync(Workflow("w", Flowchart([cron, Line("l", "'morning'")], ("c", "Done", "l"))));

        // The clock stands at 09:00 in Shanghai: the next time is 08:30 tomorrow, 00:30 UTC.
        await runtime.PassAsync(TimeSpan.FromHours(23));
        Assert.Empty(await runtime.InstancesOfAsync(["w"]));
        await runtime.PassAsync(TimeSpan.FromMinutes(31));
        var (id, _) = Assert.Single(await runtime.InstancesOfAsync(["w"]));
        Assert.Equal(["morning"], await runtime.LinesAsync(id));
        await runtime.PassAsync(TimeSpan.FromDays(1));
        Assert.Equal(2, (await runtime.InstancesOfAsync(["w"])).Count);
    }

    [Fact]
    public async Task A_timer_trigger_starts_a_workflow_at_each_interval_until_it_is_retracted()
    {
        await using var runtime = await RuntimeHarness.CreateAsync();
        var timer = Activity("t", "Timer", ("interval", Literal("TimeSpan", "00:10:00")), ("customProperties", new JsonObject { ["canStartWorkflow"] = true }));
        await runtime.PublishAsync(Workflow("w", Flowchart([timer, Line("l", "'tick'")], ("t", "Done", "l"))));
        await runtime.PassAsync(TimeSpan.FromMinutes(11));
        await runtime.PassAsync(TimeSpan.FromMinutes(11));
        await runtime.RetractAsync("w");
        await runtime.PassAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(2, (await runtime.InstancesOfAsync(["w"])).Count);
    }

    private static JsonObject Delay(string span) => Activity("d", "Delay", ("timeSpan", Literal("TimeSpan", span)));
}
