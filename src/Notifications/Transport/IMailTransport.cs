using MimeKit;

namespace Notifications.Transport;

/// <summary>A way out of the house. One instance belongs to one worker, which may keep a connection in it.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <summary>
    /// Hands one message over. Failures of the outside world are told by the report; an exception is a fault of ours.
    /// Handing over the same message id twice may reach the reader twice, except where the transport says otherwise.
    /// </summary>
    /// <param name="recipients">The envelope; at least one. The message's headers may name more.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; whether the mail went is not known.</exception>
    Task<DeliveryReport> SendAsync(
        MimeMessage message, IReadOnlyList<MailboxAddress> recipients, CancellationToken cancellationToken);
}
