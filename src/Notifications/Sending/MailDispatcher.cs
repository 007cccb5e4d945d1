using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Manners;
using Notifications.Transport;
using Npgsql;

namespace Notifications.Sending;

/// <summary>
/// Sends what the outbox owes. Any number of hosts may run it at once. Delivery is at least once with a stable message id:
/// a reader may see a mail twice only when a server took it over and the host died before the row said so.
/// </summary>
internal sealed class MailDispatcher(
    NpgsqlDataSource database, MailPress press, MannersBook manners, TransportFactory transports, MailDoorbell doorbell, WakeUp wakeUp,
    IOptions<DispatchOptions> options, IOptions<SmtpOptions> smtp, TimeProvider clock, ILogger<MailDispatcher> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Workers == 0)
            return;
        using var force = new CancellationTokenSource();
        await using var grace = stoppingToken.Register(() => force.CancelAfter(options.Value.StopGrace));
        var pace = new SendPace(smtp.Value.PerMinute, smtp.Value.PerMinuteAndDomain, clock);
        var host = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
        var workers = Enumerable.Range(1, options.Value.Workers)
            .Select(number => WorkAsync($"{host}/{number}", pace, stoppingToken, force.Token));
        await Task.WhenAll([doorbell.RunAsync(stoppingToken), .. workers]);
    }

    private async Task WorkAsync(string owner, SendPace pace, CancellationToken stopping, CancellationToken force)
    {
        await using var transport = transports.Create();
        var worker = new MailWorker(owner, new MailQueue(database), new SettlementWriter(database), press, manners, transport, pace,
            wakeUp, options.Value, clock, log);
        await worker.RunAsync(stopping, force);
    }
}
