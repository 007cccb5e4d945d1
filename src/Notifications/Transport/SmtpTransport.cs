using MailKit.Net.Smtp;
using MimeKit;
using Notifications.Composing;
using Notifications.SigningIn;

namespace Notifications.Transport;

/// <summary>
/// Hands mails to an SMTP server over one kept connection. Delivery is at least once: when the connection breaks after
/// the data, nobody can know whether the server took the mail; the repeat carries the same message id.
/// </summary>
public sealed class SmtpTransport(SmtpOptions options, AccessTokens tokens, TimeProvider clock) : IMailTransport
{
    // A server hangs up on idlers after minutes; asking before every mail would cost a round trip each.
    private static readonly TimeSpan AskWhetherAlive = TimeSpan.FromSeconds(5);

    private SmtpConversation? _kept;
    private long _lastUse;

    public async Task<DeliveryReport> SendAsync(
        MimeMessage message, IReadOnlyList<MailboxAddress> recipients, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var beforeMail = true;
        try
        {
            var server = await ConnectedAsync(either.Token);
            beforeMail = false;
            return await SendAsync(server, message, recipients, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            HangUp();
            return DeliveryReport.Failed(new MailFailure(
                FailureKind.Connection, $"The server did not answer within {options.Timeout.TotalSeconds:0} s.", beforeMail));
        }
        catch (Exception exception) when (SmtpFailures.Of(exception, beforeMail) is { } failure)
        {
            IReadOnlyList<(MailboxAddress, MailFailure)> refused = beforeMail ? [] : [.. _kept!.Refused];
            if (!GoodForAnother(failure))
                HangUp();
            return new DeliveryReport(failure, [], "", refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_kept is { IsConnected: true } server)
        {
            try
            {
                await server.DisconnectAsync(quit: true, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(2), clock);
            }
            catch (Exception exception) when (SmtpFailures.Of(exception, beforeMail: false) is not null)
            {
                // The good-bye did not get through: the connection is closed below all the same.
            }
        }
        HangUp();
    }

    private async Task<DeliveryReport> SendAsync(
        SmtpConversation server, MimeMessage message, IReadOnlyList<MailboxAddress> recipients, CancellationToken cancellationToken)
    {
        var (carried, refused) = Sort(recipients, server.Capabilities.HasFlag(SmtpCapabilities.UTF8));
        server.Begin();
        if (carried.Count == 0)
            return new DeliveryReport(refused[0].Failure, [], "", refused);
        try
        {
            var reply = await server.SendAsync(message, (MailboxAddress)message.From[0], carried, cancellationToken);
            _lastUse = clock.GetTimestamp();
            return new DeliveryReport(null, [.. server.Accepted], reply, [.. refused, .. server.Refused]);
        }
        catch (SmtpCommandException exception) when (exception.ErrorCode == SmtpErrorCode.RecipientNotAccepted)
        {
            _lastUse = clock.GetTimestamp();
            return new DeliveryReport(server.Refused[0].Failure, [], "", [.. refused, .. server.Refused]);
        }
    }

    private static (List<MailboxAddress> Carried, List<(MailboxAddress Address, MailFailure Failure)> Refused) Sort(
        IReadOnlyList<MailboxAddress> recipients, bool utf8)
    {
        var carried = new List<MailboxAddress>(recipients.Count);
        var refused = new List<(MailboxAddress, MailFailure)>();
        foreach (var recipient in recipients)
        {
            if (utf8 || !MailAddresses.NeedsSmtpUtf8(recipient))
                carried.Add(recipient);
            else
                refused.Add((recipient, new MailFailure(FailureKind.AddressNeedsSmtpUtf8, "The server does not offer SMTPUTF8.")));
        }
        return (carried, refused);
    }

    private async Task<SmtpConversation> ConnectedAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && await IsAliveAsync(kept, cancellationToken))
            return kept;
        HangUp();
        _kept = await SmtpDoor.EnterAsync(options, tokens, cancellationToken);
        _lastUse = clock.GetTimestamp();
        return _kept;
    }

    private async Task<bool> IsAliveAsync(SmtpConversation kept, CancellationToken cancellationToken)
    {
        if (!kept.IsConnected)
            return false;
        if (clock.GetElapsedTime(_lastUse) < AskWhetherAlive)
            return true;
        try
        {
            await kept.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (SmtpFailures.Of(exception, beforeMail: true) is not null)
        {
            return false; // it hung up while we were silent; a new connection follows
        }
    }

    // After a refused command MailKit has made the server forget this mail: the connection serves the next one.
    private bool GoodForAnother(MailFailure failure) => _kept is { IsConnected: true } && !failure.BeforeMail
        && failure.Kind is FailureKind.Message or FailureKind.Sender or FailureKind.Recipient;

    private void HangUp()
    {
        _kept?.Dispose();
        _kept = null;
    }
}
