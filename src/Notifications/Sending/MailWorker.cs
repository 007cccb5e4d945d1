using Microsoft.Extensions.Logging;
using Notifications.Composing;
using Notifications.Manners;
using Notifications.Transport;

namespace Notifications.Sending;

/// <summary>One worker: takes mails, hands them over one by one on its own connection, writes down what came of them.</summary>
internal sealed partial class MailWorker(
    string owner, MailQueue queue, SettlementWriter writer, MailPress press, MannersBook mannersBook, IMailTransport transport, SendPace pace,
    WakeUp wakeUp, DispatchOptions options, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestIdle = TimeSpan.FromMilliseconds(50);

    private readonly MailCourier _courier = new(queue, press, transport, pace, options, clock, log);
    private Task<MailBatch>? _ahead;
    private bool _leftBehind;
    private int _failuresInARow;

    /// <summary>Works until <paramref name="stopping"/>, then finishes what it holds as long as <paramref name="force"/> allows.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken force)
    {
        await using (var lane = new SettlementLane(owner, writer, wakeUp, clock, log, force))
            await RoundsAsync(lane, stopping, force);
        try
        {
            await GiveBackAsync(null);
        }
        catch (Exception exception) when (exception is Npgsql.NpgsqlException or TimeoutException)
        {
            LogRoundFailed(log, exception); // the lease brings them back
        }
    }

    private async Task RoundsAsync(SettlementLane lane, CancellationToken stopping, CancellationToken force)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (_leftBehind)
                    await GiveBackAsync(lane);
                await RoundAsync(lane, stopping, force);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // a worker outlives whatever happens in one round, e.g. a database that restarts
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogRoundFailed(log, exception);
                _leftBehind = true;
                await PauseAsync(stopping);
            }
        }
    }

    private async Task RoundAsync(SettlementLane lane, CancellationToken stopping, CancellationToken force)
    {
        var bell = wakeUp.Next;
        await using var batch = await (_ahead ?? TakeAsync(stopping));
        _ahead = null;
        if (batch.Printer is null)
        {
            _failuresInARow = 0;
            await IdleAsync(bell, stopping);
            return;
        }
        var serverFailure = await SendAllAsync(batch.Mails, batch.Printer, lane, stopping, force);
        if (serverFailure is null)
        {
            _failuresInARow = 0;
            return;
        }
        LogServerFailure(log, serverFailure.Kind, serverFailure.Detail);
        await PauseAsync(stopping);
    }

    /// <returns>Why the server could not be asked at all, in which case the rest has been given back; otherwise null.</returns>
    private async Task<MailFailure?> SendAllAsync(
        IReadOnlyList<MailToSend> mails, PrintAhead printer, SettlementLane lane, CancellationToken stopping, CancellationToken force)
    {
        var manners = await MannersAsync(mails, force);
        MailFailure? serverFailure = null;
        for (var number = 0; number < mails.Count; number++)
        {
            var mail = mails[number];
            if (serverFailure is not null)
            {
                await lane.AddAsync(Verdict.GivenBack(mail, clock.GetUtcNow(), clock.GetUtcNow() + NextPause(), serverFailure));
                continue;
            }
            // While these go out, the next ones are fetched and begun.
            if (number == mails.Count / 2 && mails.Count == options.BatchSize && !stopping.IsCancellationRequested)
                _ahead = TakeAsync(force);
            var printed = await printer.NextAsync();
            var settlement = PutOff(mail, manners) ?? await _courier.DeliverAsync(mail, printed, force);
            printed.Message?.Dispose();
            if (settlement.Failure is { BeforeMail: true } failure)
                serverFailure = failure;
            await lane.AddAsync(settlement);
        }
        return serverFailure;
    }

    private async Task<MailBatch> TakeAsync(CancellationToken cancellationToken)
    {
        var mails = await queue.TakeAsync(
            owner, options.BatchSize, clock.GetUtcNow(), options.Lease, clock.GetTimestamp(), cancellationToken);
        return mails.Count == 0
            ? new MailBatch(mails, null)
            : new MailBatch(mails, new PrintAhead(_courier, mails, await press.WordingsAsync(mails, cancellationToken)));
    }

    // What was fetched and not begun, or left behind by a round that failed, need not wait for the lease to end. What the lane
    // still has to write is not touched: it may have been sent.
    private async Task GiveBackAsync(SettlementLane? lane)
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            await PutAwayAsync(ahead);
        }
        if (lane is { IsEmpty: false })
            return;
        await queue.GiveBackAsync(owner, CancellationToken.None);
        _leftBehind = false;
    }

    private async Task PutAwayAsync(Task<MailBatch> ahead)
    {
        try
        {
            await (await ahead).DisposeAsync();
        }
#pragma warning disable CA1031 // e.g. a database that restarts
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogRoundFailed(log, exception); // what it may have taken is given back with the rest
        }
    }

    /// <returns>Tells when a mail that can wait may arrive; null when none of these can wait.</returns>
    private async Task<Func<DateTimeOffset, TimeOnly?, DateTimeOffset>?> MannersAsync(
        IReadOnlyList<MailToSend> mails, CancellationToken force) => mails.Any(mail => mail.Deferrable)
            ? await mannersBook.JudgeAsync(clock.GetUtcNow(), clock.GetUtcNow(), force)
            : null;

    // It was due at a decent hour, but the server was away, or this host: midnight is still midnight.
    private Settlement? PutOff(MailToSend mail, Func<DateTimeOffset, TimeOnly?, DateTimeOffset>? manners)
    {
        var now = clock.GetUtcNow();
        return mail.Deferrable && manners!(now, null) is var decent && decent > now ? Verdict.GivenBack(mail, now, decent, null) : null;
    }

    private async Task IdleAsync(Task bell, CancellationToken stopping)
    {
        var wait = options.PollInterval;
        if (await queue.NextMomentAsync(clock.GetUtcNow(), stopping) is { } next && next < wait)
            wait = next;
        if (wait < ShortestIdle)
            wait = ShortestIdle;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(bell, Task.Delay(wait, clock, either.Token));
        await either.CancelAsync();
    }

    private TimeSpan NextPause() => Backoff.After(_failuresInARow + 1, FirstPause, LongestPause, chance: 1);

    private async Task PauseAsync(CancellationToken stopping)
    {
        var pause = Backoff.After(++_failuresInARow, FirstPause, LongestPause, Random.Shared.NextDouble());
        await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The mail server cannot be used ({Kind}): {Detail}")]
    private static partial void LogServerFailure(ILogger logger, FailureKind kind, string detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the mail dispatcher failed; it will be tried again")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);
}
