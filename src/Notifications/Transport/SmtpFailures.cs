using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Notifications.SigningIn;
using AuthenticationException = MailKit.Security.AuthenticationException;

namespace Notifications.Transport;

/// <summary>What an exception of the SMTP conversation means. Null: it is no matter of the outside world.</summary>
internal static class SmtpFailures
{
    /// <param name="beforeMail">Whether the server had not yet been asked about the mail.</param>
    public static MailFailure? Of(Exception exception, bool beforeMail) => exception switch
    {
        SslHandshakeException handshake => new(FailureKind.Security, handshake.GetBaseException().Message, beforeMail),
        System.Security.Authentication.AuthenticationException tls => new(FailureKind.Security, tls.GetBaseException().Message, beforeMail),
        AccessTokenException token => new(token.IsRefused ? FailureKind.Authentication : FailureKind.Connection, token.Message, BeforeMail: true),
        AuthenticationException signIn => new(FailureKind.Authentication, signIn.Message, beforeMail),
        NotSupportedException missing when beforeMail => new(FailureKind.Security, missing.Message, true),
        SmtpCommandException refused => Of(refused, beforeMail),
        ServiceNotAuthenticatedException asked => new(FailureKind.Authentication, asked.Message, BeforeMail: true),
        SmtpProtocolException or ServiceNotConnectedException or IOException or SocketException or TimeoutException =>
            new(FailureKind.Connection, exception.Message, beforeMail),
        _ => null,
    };

    private static MailFailure Of(SmtpCommandException refused, bool beforeMail)
    {
        var words = SmtpConversation.Words(refused.StatusCode, refused.Message);
        if ((int)refused.StatusCode < 500 || beforeMail)
            return new(FailureKind.ServerBusy, words, beforeMail);
        return refused.ErrorCode switch
        {
            // 552 in answer to the sender means the size that was told along with it (RFC 1870).
            SmtpErrorCode.SenderNotAccepted when refused.StatusCode != SmtpStatusCode.ExceededStorageAllocation => new(FailureKind.Sender, words),
            SmtpErrorCode.RecipientNotAccepted => new(FailureKind.Recipient, words),
            _ => new(FailureKind.Message, words),
        };
    }
}
