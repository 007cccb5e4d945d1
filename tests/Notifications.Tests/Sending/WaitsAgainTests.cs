using Notifications.Sending;
using Npgsql;
using Testing.Smtp;

namespace Notifications.Tests.Sending;

/// <summary>
/// A mail that failed is written down beside the worker, who may look for the next one before it waits again. A lock on the table of
/// failures holds the writing up until he has looked and found nothing.
/// </summary>
public sealed class WaitsAgainTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_that_waits_again_after_the_worker_has_looked_goes_out_at_its_time()
    {
        await using var database = await MailHost.DatabaseAsync();
        await using var sink = await SmtpSink.StartAsync(null, _stop);
        await sink.AddAsync(SmtpRule.RefuseMessages(451, times: 1), _stop);
        await using var host = new MailHost(database, MailHost.NewClock(), SmtpSettings.For(sink,
            ("Dispatch:Workers", "1"), ("Dispatch:PollInterval", "01:00:00"), ("Dispatch:Lease", "01:00:00")));
        await host.EnqueueAsync(MailHost.Overdue(1));
        await using (var gate = await database.DataSource.OpenConnectionAsync(_stop))
        await using (var transaction = await gate.BeginTransactionAsync(_stop))
        {
            await using var close = new NpgsqlCommand("lock table notifications.mail_failure in exclusive mode", gate, transaction);
            await close.ExecuteNonQueryAsync(_stop);
            await host.StartAsync();
            await host.UntilAsync(() => IsHeldUpAndIdleAsync(database.DataSource, host.Name));
            await transaction.CommitAsync(_stop);
        }
        await host.MailAsync(1, row => row.Failure is not null);
        // A second a look: the net under the wake-up, an hour long, is out of reach.
        await host.MailAsync(1, row => row.State == MailState.Sent, pace: TimeSpan.FromSeconds(1));
        Assert.Single(sink.Messages);
    }

    // Which connection the worker has looked by cannot be asked: the writing may have taken it over.
    private async Task<bool> IsHeldUpAndIdleAsync(NpgsqlDataSource source, string host)
    {
        await using var command = source.CreateCommand("""
            select exists (select 1 from pg_locks where not granted and relation = 'notifications.mail_failure'::regclass)
                and not exists (select 1 from pg_stat_activity
                    where application_name = @host and state = 'active' and wait_event_type is distinct from 'Lock')
            """);
        command.Parameters.AddWithValue("host", host);
        return (bool)(await command.ExecuteScalarAsync(_stop))!;
    }
}
