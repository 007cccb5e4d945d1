using Microsoft.Extensions.Logging;
using MimeKit;
using Notifications.Composing;
using Notifications.Templates;
using Notifications.Transport;

namespace Notifications.Sending;

/// <summary>Puts one mail into words and hands it over when its turn has come.</summary>
internal sealed partial class MailCourier(
    MailQueue queue, MailPress press, IMailTransport transport, SendPace pace, DispatchOptions options, TimeProvider clock, ILogger log)
{
    /// <summary>Puts the mail into words. Never throws.</summary>
    public async Task<PrintedMail> PrintAsync(MailToSend mail, Wording? wording)
    {
        try
        {
            var (message, words) = press.Print(await queue.WholeAsync(mail, CancellationToken.None), wording);
            return new PrintedMail(message, words, null);
        }
#pragma warning disable CA1031 // one mail that cannot be made must not stop the line; it is written down
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new PrintedMail(null, null, exception);
        }
    }

    public async Task<Settlement> DeliverAsync(MailToSend mail, PrintedMail printed, CancellationToken force)
    {
        var recipients = Addresses(mail);
        var postponed = await AwaitTurnAsync(recipients, force);
        var now = clock.GetUtcNow();
        // Half a lease is longer than any single mail may take: the mail cannot become another's while it is being sent.
        if (postponed is not null || force.IsCancellationRequested || clock.GetElapsedTime(mail.TakenAt) > options.Lease / 2)
            return Verdict.GivenBack(mail, now, postponed ?? now, null);
        return Verdict.On(mail, await HandOverAsync(mail, printed, recipients, force), printed.Words, options, clock.GetUtcNow(), Random.Shared.NextDouble());
    }

    private async Task<DeliveryReport> HandOverAsync(
        MailToSend mail, PrintedMail printed, List<MailboxAddress> recipients, CancellationToken force)
    {
        if (recipients.Count == 0)
            return DeliveryReport.Failed(new MailFailure(FailureKind.AddressMalformed, mail.Pending.First().Address));
        if (printed.Message is null)
            return Local(mail, printed.Fault!);
        try
        {
            return await transport.SendAsync(printed.Message, recipients, force);
        }
        catch (OperationCanceledException) when (force.IsCancellationRequested)
        {
            return DeliveryReport.Failed(new MailFailure(FailureKind.Connection, "The host stopped while the mail was on its way."));
        }
#pragma warning disable CA1031 // one mail that cannot be handed over must not stop the line; it is written down
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Local(mail, exception);
        }
    }

    private DeliveryReport Local(MailToSend mail, Exception exception)
    {
        LogMailFailed(log, mail.Id, exception);
        return DeliveryReport.Failed(new MailFailure(FailureKind.Local, exception.Message));
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Id} could not be made or handed over")]
    private static partial void LogMailFailed(ILogger logger, Guid id, Exception exception);
}

/// <summary>A mail ready to go, or why it could not be made.</summary>
internal sealed record PrintedMail(MimeMessage? Message, RenderedMail? Words, Exception? Fault);
