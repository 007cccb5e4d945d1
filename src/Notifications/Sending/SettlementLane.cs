using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Notifications.Sending;

/// <summary>
/// Writes settlements while the worker already sends the next mail. Short on purpose: when the process dies, at most these
/// mails have been accepted by the server without the row knowing, and may go out a second time.
/// </summary>
internal sealed partial class SettlementLane : IAsyncDisposable
{
    private const int Length = 16;
    // In real time, whatever a test's clock says: one statement for a dozen mails costs the database little more than one for two.
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(3);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly Channel<Settlement> _lane = Channel.CreateBounded<Settlement>(Length);
    private readonly string _owner;
    private readonly SettlementWriter _writer;
    private readonly WakeUp _wakeUp;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private readonly CancellationToken _giveUp;
    private readonly Task _writing;
    private int _open;

    /// <param name="wakeUp">Rung when a mail waits again: who looked for the next one meanwhile did not see it.</param>
    /// <param name="giveUp">Ends the attempts to reach a database that is gone.</param>
    public SettlementLane(string owner, SettlementWriter writer, WakeUp wakeUp, TimeProvider clock, ILogger log, CancellationToken giveUp)
    {
        _owner = owner;
        _writer = writer;
        _wakeUp = wakeUp;
        _clock = clock;
        _log = log;
        _giveUp = giveUp;
        _writing = WriteAllAsync();
    }

    /// <summary>Whether everything handed over is written or given up.</summary>
    public bool IsEmpty => Volatile.Read(ref _open) == 0;

    /// <summary>Hands a settlement over; waits while the lane is full, so that nothing more is sent while the database is away.</summary>
    public async ValueTask AddAsync(Settlement settlement)
    {
        Interlocked.Increment(ref _open);
        await _lane.Writer.WriteAsync(settlement, _giveUp);
    }

    /// <summary>Returns when everything handed over is written or given up.</summary>
    public async ValueTask DisposeAsync()
    {
        _lane.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Settlement>(Length);
        while (await _lane.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (_lane.Reader.Count < Length / 2)
                await Task.Delay(Gather);
            while (batch.Count < Length && _lane.Reader.TryRead(out var settlement))
                batch.Add(settlement);
            await WriteStubbornlyAsync(batch);
            Interlocked.Add(ref _open, -batch.Count);
            if (batch.Exists(one => one.State == MailState.Waiting))
                _wakeUp.Ring();
            batch.Clear();
        }
    }

    private async Task WriteStubbornlyAsync(List<Settlement> batch)
    {
        while (true)
        {
            try
            {
                // The stop of the host must not keep a sent mail from being marked: no token of its own here.
                var written = await _writer.WriteAsync(_owner, batch, CancellationToken.None);
                foreach (var lost in batch.Where(one => one.State == MailState.Sent && !written.Contains(one.Mail.Id)))
                    LogTakenOver(_log, lost.Mail.Id);
                return;
            }
            catch (PostgresException exception) when (IsOurFault(exception))
            {
                LogUnwritable(_log, batch.Count, exception);
                return; // it would never succeed; the lease brings the mails back
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                LogNotWritten(_log, batch.Count, exception);
                if (_giveUp.IsCancellationRequested)
                    return;
            }
            try
            {
                await Task.Delay(Retry, _clock, _giveUp);
            }
            catch (OperationCanceledException)
            {
                // one last try, then the lease brings the mails back
            }
        }
    }

    // Data, constraint and syntax errors stay what they are however often they are tried; all else passes.
    private static bool IsOurFault(PostgresException exception) =>
        exception.SqlState[..2] is "22" or "23" or "42";

    [LoggerMessage(Level = LogLevel.Error, Message = "The outcome of {Count} mails cannot be written")]
    private static partial void LogUnwritable(ILogger logger, int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Id} was sent, but its lease had run out and another worker has it: it may arrive twice")]
    private static partial void LogTakenOver(ILogger logger, Guid id);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outcome of {Count} mails could not be written yet")]
    private static partial void LogNotWritten(ILogger logger, int count, Exception exception);
}
