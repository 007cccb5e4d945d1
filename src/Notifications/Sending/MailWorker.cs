using Microsoft.Extensions.Logging;
using MimeKit;
using Notifications.Composing;
using Notifications.Manners;
using Notifications.Templates;
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

    private int _failuresInARow;

    /// <summary>Works until <paramref name="stopping"/>, then finishes what it holds as long as <paramref name="force"/> allows.</summary>
    public async Task RunAsync(CancellationToken stopping, CancellationToken force)
    {
        await using var lane = new SettlementLane(owner, writer, clock, log, force);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(lane, stopping, force);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // a worker outlives whatever happens in one round, e.g. a database that restarts
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogRoundFailed(log, exception);
                await PauseAsync(stopping);
            }
        }
    }

    private async Task RoundAsync(SettlementLane lane, CancellationToken stopping, CancellationToken force)
    {
        var bell = wakeUp.Next;
        var mails = await queue.TakeAsync(owner, options.BatchSize, clock.GetUtcNow(), options.Lease, stopping);
        if (mails.Count == 0)
        {
            _failuresInARow = 0;
            await IdleAsync(bell, stopping);
            return;
        }
        var serverFailure = await SendAllAsync(mails, lane, force);
        if (serverFailure is null)
        {
            _failuresInARow = 0;
            return;
        }
        LogServerFailure(log, serverFailure.Kind, serverFailure.Detail);
        await PauseAsync(stopping);
    }

    /// <returns>Why the server could not be asked at all, in which case the rest has been given back; otherwise null.</returns>
    private async Task<MailFailure?> SendAllAsync(IReadOnlyList<MailToSend> mails, SettlementLane lane, CancellationToken force)
    {
        var wordings = await press.WordingsAsync(mails, force);
        var manners = await MannersAsync(mails, force);
        MailFailure? serverFailure = null;
        foreach (var mail in mails)
        {
            var settlement = serverFailure is null
                ? PutOff(mail, manners) ?? await OneAsync(mail, wordings.GetValueOrDefault(mail.Id), force)
                : Verdict.GivenBack(mail, clock.GetUtcNow(), clock.GetUtcNow() + NextPause(), serverFailure);
            if (settlement.Failure is { BeforeMail: true } failure)
                serverFailure ??= failure;
            await lane.AddAsync(settlement);
        }
        return serverFailure;
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

    private async Task<Settlement> OneAsync(MailToSend mail, Wording? wording, CancellationToken force)
    {
        var recipients = Addresses(mail);
        var postponed = await AwaitTurnAsync(recipients, force);
        var now = clock.GetUtcNow();
        // Half a lease is longer than any single mail may take: the mail cannot become another's while it is being sent.
        if (postponed is not null || force.IsCancellationRequested || now > mail.LeaseUntil - (options.Lease / 2))
            return Verdict.GivenBack(mail, now, postponed ?? now, null);
        var (report, words) = await HandOverAsync(mail, wording, recipients, force);
        return Verdict.On(mail, report, words, options, clock.GetUtcNow(), Random.Shared.NextDouble());
    }

    private async Task<(DeliveryReport Report, RenderedMail? Words)> HandOverAsync(
        MailToSend mail, Wording? wording, List<MailboxAddress> recipients, CancellationToken force)
    {
        if (recipients.Count == 0)
            return (DeliveryReport.Failed(new MailFailure(FailureKind.AddressMalformed, mail.Pending.First().Address)), null);
        try
        {
            var (message, words) = press.Print(mail, wording);
            using (message)
                return (await transport.SendAsync(message, recipients, force), words);
        }
        catch (OperationCanceledException) when (force.IsCancellationRequested)
        {
            return (DeliveryReport.Failed(new MailFailure(FailureKind.Connection, "The host stopped while the mail was on its way.")), null);
        }
#pragma warning disable CA1031 // one mail that cannot be made or handed over must not stop the line; it is written down
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogMailFailed(log, mail.Id, exception);
            return (DeliveryReport.Failed(new MailFailure(FailureKind.Local, exception.Message)), null);
        }
    }

    private static List<MailboxAddress> Addresses(MailToSend mail)
    {
        var addresses = new List<MailboxAddress>();
        foreach (var recipient in mail.Pending)
        {
            if (MailAddresses.TryParse(recipient, out var address))
                addresses.Add(address);
        }
        return addresses;
    }

    /// <returns>Null when the mail may go now; otherwise when it should come back.</returns>
    private async Task<DateTimeOffset?> AwaitTurnAsync(List<MailboxAddress> recipients, CancellationToken force)
    {
        while (!force.IsCancellationRequested)
        {
            var (forServer, forDomain) = pace.Ask(recipients.Select(one => one.Domain));
            if (forServer == TimeSpan.Zero && forDomain == TimeSpan.Zero)
                return null;
            // Others than this domain's mails need not wait with it; spread, so that they do not all come back at once.
            if (forDomain > forServer)
                return clock.GetUtcNow() + forDomain + (TimeSpan.FromSeconds(30) * Random.Shared.NextDouble());
            if (forServer > options.Lease / 4)
                return clock.GetUtcNow() + forServer;
            await Task.Delay(forServer, clock, force).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        return clock.GetUtcNow();
    }

    private async Task IdleAsync(Task bell, CancellationToken stopping)
    {
        var wait = options.PollInterval;
        if (await queue.NextMomentAsync(stopping) is { } next && next - clock.GetUtcNow() < wait)
            wait = next - clock.GetUtcNow();
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} could not be made or handed over")]
    private static partial void LogMailFailed(ILogger logger, Guid id, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A round of the mail dispatcher failed; it will be tried again")]
    private static partial void LogRoundFailed(ILogger logger, Exception exception);
}
