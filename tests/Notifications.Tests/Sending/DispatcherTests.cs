using Host.PrivatePostgres;
using Notifications.Queueing;
using Notifications.Schema;
using Notifications.Sending;
using Testing;
using Testing.Smtp;

namespace Notifications.Tests.Sending;

public sealed class DispatcherTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_leaves_on_the_call_without_waiting_for_the_next_look()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await host.StartAsync();
        await host.EnqueueAsync(MailHost.Overdue(1));
        await sink.WaitForMessagesAsync(1, _stop);
        await host.EnqueueAsync(MailHost.Overdue(2)); // by now the dispatcher sleeps; its clock stands, only the call can wake it
        var received = (await sink.WaitForMessagesAsync(2, _stop))[1];
        var mail = await host.MailAsync(2, row => row.State == MailState.Sent);
        Assert.Equal(mail.MessageId, received.Message.MessageId);
        Assert.Equal("【逾期提醒】第2号问题第2条措施已逾期5天（整改时限：2026年12月31日）", received.Message.Subject);
        Assert.Contains("王建国同志：", received.Message.TextBody, StringComparison.Ordinal);
        Assert.Contains("已逾期5天</strong>", received.Message.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("王建国", received.Message.To.Mailboxes.Single().Name);
        Assert.Equal(RecipientResult.Accepted, Assert.Single(mail.People).Result);
    }

    [Fact]
    public async Task A_mail_for_later_leaves_when_it_is_due()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        await host.EnqueueAsync(MailHost.Overdue(1) with { DueAt = MailHost.Start.AddMinutes(10) }, MailHost.Overdue(2));
        await host.StartAsync();
        await host.MailAsync(2, row => row.State == MailState.Sent);
        Assert.Equal(MailState.Waiting, (await host.MailAsync(1)).State);
        var mail = await host.MailAsync(1, row => row.State == MailState.Sent, pace: TimeSpan.FromSeconds(30));
        Assert.InRange(mail.SentAt!.Value, MailHost.Start.AddMinutes(10), MailHost.Start.AddMinutes(12));
    }

    [Fact]
    public async Task Two_hosts_send_each_mail_once()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        var clock = MailHost.NewClock();
        await using var one = new MailHost(database, clock, SmtpSettings.For(sink, ("Dispatch:BatchSize", "7")));
        await using var other = new MailHost(database, clock, SmtpSettings.For(sink, ("Dispatch:BatchSize", "7")));
        await one.EnqueueAsync([.. Enumerable.Range(1, 300).Select(issue => MailHost.Overdue(issue))]);
        await Task.WhenAll(one.StartAsync(), other.StartAsync());
        await one.UntilAsync(async () => (await one.Log.CountAsync(_stop)).GetValueOrDefault(MailState.Sent) == 300);
        await Task.WhenAll(one.StopAsync(), other.StopAsync());
        Assert.Equal(300, sink.Messages.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal(300, sink.Messages.Count);
    }

    [Fact]
    public async Task What_a_killed_worker_held_goes_out_when_its_lease_is_over()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        var clock = MailHost.NewClock();
        await using var host = new MailHost(database, clock, SmtpSettings.For(sink));
        await host.EnqueueAsync(MailHost.Overdue(1));
        Assert.Single(await new MailQueue(database.DataSource).TakeAsync("killed", 10, clock.GetUtcNow(), TimeSpan.FromMinutes(5), 0, _stop));
        clock.Advance(TimeSpan.FromDays(1)); // this host's clock runs ahead: what another holds is not its own for that
        await host.StartAsync();
        await host.EnqueueAsync(MailHost.Overdue(2));
        await host.MailAsync(2, row => row.State == MailState.Sent);
        Assert.Equal(MailState.Held, (await host.MailAsync(1)).State);
        await LeasesEndAsync(database);
        await host.MailAsync(1, row => row.State == MailState.Sent, pace: TimeSpan.FromSeconds(30));
        Assert.Equal(2, sink.Messages.Count);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_holds_no_mail_up()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var before = new MailHost(database, MailHost.NewClock());
        await before.EnqueueAsync(MailHost.Overdue(1));
        await using var after = new MailHost(database, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(MailHost.Start.AddDays(-1)), SmtpSettings.For(sink));
        await after.StartAsync();
        await after.MailAsync(1, row => row.State == MailState.Sent);
    }

    [Fact]
    public async Task A_worker_whose_lease_ran_out_writes_nothing_over_the_next_ones_work()
    {
        await using var database = await MailHost.DatabaseAsync();
        var clock = MailHost.NewClock();
        await using var host = new MailHost(database, clock);
        await host.EnqueueAsync(MailHost.Overdue(1));
        var queue = new MailQueue(database.DataSource);
        var slow = Assert.Single(await queue.TakeAsync("slow", 10, clock.GetUtcNow(), TimeSpan.FromMinutes(5), 0, _stop));
        await LeasesEndAsync(database);
        var next = Assert.Single(await queue.TakeAsync("next", 10, clock.GetUtcNow(), TimeSpan.FromMinutes(5), 0, _stop));
        var writer = new SettlementWriter(database.DataSource);
        Assert.Empty(await writer.WriteAsync("slow", [Verdict.GivenBack(slow, clock.GetUtcNow(), clock.GetUtcNow(), null)], _stop));
        Assert.Equal(MailState.Held, (await host.MailAsync(1)).State);
        Assert.Single(await writer.WriteAsync("next", [Verdict.GivenBack(next, clock.GetUtcNow(), clock.GetUtcNow(), null)], _stop));
    }

    [Fact]
    public async Task A_stopping_host_leaves_nothing_in_its_hands()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink, ("Dispatch:BatchSize", "20")));
        await host.EnqueueAsync([.. Enumerable.Range(1, 400).Select(issue => MailHost.Overdue(issue))]);
        await host.StartAsync();
        await sink.WaitForMessagesAsync(5, _stop);
        await host.StopAsync();
        var counts = await host.Log.CountAsync(_stop);
        Assert.False(counts.ContainsKey(MailState.Held));
        Assert.Equal(sink.Messages.Count, counts[MailState.Sent]);
    }

    [Fact]
    public async Task A_database_that_drops_its_connections_loses_and_doubles_nothing()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var watcher = new MailHost(database, TimeProvider.System);
        await using var host = new MailHost(database, TimeProvider.System,
            SmtpSettings.For(sink, ("Dispatch:BatchSize", "10"), ("Dispatch:Lease", "00:00:10"), ("Smtp:Timeout", "00:00:05")));
        await host.EnqueueAsync([.. Enumerable.Range(1, 200).Select(issue => MailHost.Overdue(issue))]);
        await host.StartAsync();
        await sink.WaitForMessagesAsync(20, _stop);
        await using (var kill = database.DataSource.CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where application_name = @host"))
        {
            kill.Parameters.AddWithValue("host", host.Name);
            Assert.NotNull(await kill.ExecuteScalarAsync(_stop));
        }
        await watcher.UntilAsync(async () => (await watcher.Log.CountAsync(_stop)).GetValueOrDefault(MailState.Sent) == 200);
        Assert.Equal(200, sink.Messages.Select(mail => mail.Message.MessageId).Distinct().Count());
        Assert.Equal(200, sink.Messages.Count);
    }

    [Fact]
    public async Task A_database_that_is_restarted_in_mid_run_loses_and_doubles_nothing()
    {
        using var scratch = new Scratch();
        var options = new PrivatePostgresOptions(scratch.PathOf("cluster")) { Database = "mails" };
        var server = await PrivatePostgresServer.StartAsync(options, _stop);
        try
        {
            await NotificationsSchema.MigrateAsync(server.ConnectionString, _stop);
            await using var sink = await SmtpSink.StartAsync(null, _stop);
            await using var host = new MailHost(server.ConnectionString, TimeProvider.System, SmtpSettings.For(sink, ("Dispatch:BatchSize", "10")));
            await host.EnqueueAsync([.. Enumerable.Range(1, 200).Select(issue => MailHost.Overdue(issue))]);
            await host.StartAsync();
            await sink.WaitForMessagesAsync(40, _stop);
            await server.DisposeAsync();
            server = await PrivatePostgresServer.StartAsync(options, _stop);
            await host.UntilAsync(async () => (await host.Log.CountAsync(_stop)).GetValueOrDefault(MailState.Sent) == 200);
            Assert.Equal(200, sink.Messages.Select(mail => mail.Message.MessageId).Distinct().Count());
            Assert.Equal(200, sink.Messages.Count);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Attachments_arrive_whole()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink));
        var content = new byte[10 * 1024 * 1024];
        new Random(1).NextBytes(content);
        await host.EnqueueAsync(MailHost.Overdue(1) with { Attachments = [new MailAttachment("佐证材料.zip", "application/zip", content)] });
        await host.StartAsync();
        var part = Assert.IsType<MimeKit.MimePart>(Assert.Single((await sink.WaitForMessagesAsync(1, _stop))[0].Message.Attachments));
        Assert.Equal("佐证材料.zip", part.FileName);
        using var arrived = new MemoryStream();
        await part.Content!.DecodeToAsync(arrived, _stop);
        Assert.Equal(content, arrived.ToArray());
    }

    // Leases run on the database's own clock, which no test can move.
    private async Task LeasesEndAsync(Testing.TestDatabase database)
    {
        await using var command = database.DataSource.CreateCommand("update notifications.mail set lease_until = now() - interval '1 second' where owner is not null");
        await command.ExecuteNonQueryAsync(_stop);
    }
}
