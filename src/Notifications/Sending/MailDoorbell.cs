using Microsoft.Extensions.Logging;
using Notifications.Schema;
using Npgsql;

namespace Notifications.Sending;

/// <summary>Listens for new mail in the outbox, so that it leaves within a second; polling is the net under it.</summary>
internal sealed partial class MailDoorbell(NpgsqlDataSource database, WakeUp wakeUp, TimeProvider clock, ILogger<MailDoorbell> log)
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
            {
                LogDeaf(log, exception);
                await Task.Delay(Reconnect, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        connection.Notification += (_, _) => wakeUp.Ring();
        await using (var listen = new NpgsqlCommand($"listen {NotificationsSchema.WakeUpChannel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        wakeUp.Ring(); // what came while nobody listened
        while (true)
            await connection.WaitAsync(stopping);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The wake-up line is down; mails wait for the next look into the outbox")]
    private static partial void LogDeaf(ILogger logger, Exception exception);
}
