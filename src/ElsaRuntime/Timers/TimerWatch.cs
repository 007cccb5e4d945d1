using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ElsaRuntime.Timers;

/// <summary>
/// Sweeps once a second, so that a delay of two seconds takes two seconds. Several hosts may watch at once; a recurring job
/// that sweeps too is the net under it.
/// </summary>
public sealed partial class TimerWatch(TimerSweep sweep, TimeProvider time, ILogger<TimerWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await sweep.RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The database may be away for a while; what is due stays due.
                Log.Failed(logger, failure);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The timers could not be swept; they are tried again in a second.")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
