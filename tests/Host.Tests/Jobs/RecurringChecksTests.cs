using System.Net;
using Npgsql;
using Testing;

namespace Host.Tests.Jobs;

public sealed class RecurringChecksTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_dashboard_is_for_the_office_only()
    {
        using var office = await host.SignInAsync("office", Token);
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/hangfire/recurring", Token)).StatusCode);

        foreach (var other in new[] { "leader", "liaison" })
        {
            using var visitor = await host.SignInAsync(other, Token);
            using var answer = await visitor.GetAsync("/hangfire", Token);
            Assert.StartsWith("/error/403", answer.Headers.Location?.PathAndQuery, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_check_stands_once_in_the_schedule_at_its_time_in_Shanghai()
    {
        var schedule = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var command = host.Database.DataSource.CreateCommand("""
            select s.value, max(h.value) filter (where h.field = 'Cron'), max(h.value) filter (where h.field = 'TimeZoneId')
            from hangfire.set s join hangfire.hash h on h.key = 'recurring-job:' || s.value
            where s.key = 'recurring-jobs' group by s.value
            """);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            schedule.Add(reader.GetString(0), $"{reader.GetString(1)} {reader.GetString(2)}");
        }

        Assert.Equal(
            new SortedDictionary<string, string>
            {
                ["deadlines"] = "30 8 * * * Asia/Shanghai",
                ["decisions"] = "45 8 * * * Asia/Shanghai",
                ["letter-replies"] = "40 8 * * * Asia/Shanghai",
                ["waiting-steps"] = "35 8 * * * Asia/Shanghai",
                ["look-backs"] = "40 8 * * * Asia/Shanghai",
                ["half-monthly-scheduling"] = "0 9 * * * Asia/Shanghai",
                ["weekly-cut-off"] = "*/10 * * * * Asia/Shanghai",
                ["weekly-supervision"] = "0 9 * * * Asia/Shanghai",
                ["heartbeat"] = "* * * * * Asia/Shanghai",
                ["inbox"] = "*/2 * * * * Asia/Shanghai",
                ["workflow-timers"] = "* * * * * Asia/Shanghai",
                ["mail-contents"] = "20 3 * * * Asia/Shanghai",
                ["workflow-upkeep"] = "15 * * * * Asia/Shanghai",
            },
            schedule);
    }

    [Fact]
    public async Task On_a_host_in_New_York_the_checks_run_by_the_clock_of_Shanghai()
    {
        using var scratch = new Scratch();
        await using var database = await TestDatabase.CreateEmptyAsync(Token);
        var options = RunningHost.Options(database, scratch.Folder);
        await using var newYork = await HostProcess.StartAsync(
            new HostProcessOptions { DataDirectory = options.DataDirectory, Settings = options.Settings, Environment = new Dictionary<string, string> { ["TZ"] = "America/New_York" } }, Token);

        await using var next = database.DataSource.CreateCommand("select value from hangfire.hash where key = 'recurring-job:deadlines' and field = 'NextExecution'");
        var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse((string)(await next.ExecuteScalarAsync(Token))!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new TimeSpan(0, 30, 0), at.UtcDateTime.TimeOfDay);

        await using var week = database.DataSource.CreateCommand(
            "select count(*) from ledger.weekly_supervision where week_of = date_trunc('week', now() at time zone 'Asia/Shanghai')::date");
        await Until.TrueAsync(async () => (long)(await week.ExecuteScalarAsync(Token))! == 1, Token);
    }

    [Fact]
    public async Task What_should_have_run_by_now_is_caught_up_after_a_start()
    {
        await Until.TrueAsync(async () => await CountAsync("select count(*) from ledger.weekly_supervision") == 1, Token);
        await Until.TrueAsync(async () => await CountAsync("select count(*) from ledger.scheduling_meeting") == 1, Token);
        await Until.TrueAsync(async () => await CountAsync("""
            select count(*) from ledger.ladder_climb where mail_key is not null
            union all select 1 where not ledger.is_working_day((now() at time zone 'Asia/Shanghai')::date) order by 1 desc limit 1
            """) > 0, Token);
    }

    private async Task<long> CountAsync(string sql)
    {
#pragma warning disable CA2100 // the texts above
        await using var command = host.Database.DataSource.CreateCommand(sql);
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
