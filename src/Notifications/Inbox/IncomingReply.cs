using Npgsql;

namespace Notifications.Inbox;

/// <summary>An answer to one of our mails, as a person wrote it.</summary>
/// <param name="Key">Says which message it is, for ever: its own message id.</param>
/// <param name="MailId">The mail of ours it answers.</param>
/// <param name="RelatesTo">What that mail was about, as its writer noted it.</param>
/// <param name="SenderAddress">As the message says; whoever takes the reply decides whether he knows it.</param>
/// <param name="Text">What was written, without the mail it answers quoted below.</param>
public sealed record IncomingReply(
    string Key, Guid MailId, string? RelatesTo, string SenderAddress, string SenderName, string Subject, DateTimeOffset SentAt,
    string Text, IReadOnlyList<IncomingFile> Files);

/// <summary>A file somebody sent us. Nothing about it has been checked.</summary>
/// <param name="ContentType">As the message says.</param>
public sealed record IncomingFile(string Name, string ContentType, byte[] Content);

/// <summary>Takes answers over. Implemented by whoever knows what mails are about; without it answers are only listed.</summary>
public interface IReplyReader
{
    /// <summary>Writes the reply down where it belongs, within the transaction that marks it as read: both or neither.</summary>
    Task<ReplyOutcome> TakeAsync(NpgsqlTransaction transaction, IncomingReply reply, CancellationToken cancellationToken);
}

/// <summary>What became of a reply.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Detail">For the office to read, e.g. which attachment was not kept and why.</param>
public sealed record ReplyOutcome(IncomingOutcome Kind, string? Detail = null);

/// <summary>A mail of ours that came back from one of its readers.</summary>
/// <param name="Status">The status code of the notice, e.g. <c>5.1.1</c>.</param>
/// <param name="Reason">In the words of the server.</param>
public sealed record BouncedMail(
    Guid MailId, string Kind, string SubjectSent, string Address, string Name, DateTimeOffset SentAt, string Status, string Reason);

/// <summary>Hears of bounces. Implemented by whoever knows whom to tell.</summary>
public interface IBounceReader
{
    Task BouncedAsync(NpgsqlTransaction transaction, BouncedMail mail, CancellationToken cancellationToken);
}
