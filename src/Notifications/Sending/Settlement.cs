using Notifications.Composing;
using Notifications.Templates;
using Notifications.Transport;

namespace Notifications.Sending;

/// <summary>What is to be written down about a mail after a try.</summary>
internal sealed record Settlement(
    MailToSend Mail,
    MailState State,
    int Attempts,
    DateTimeOffset At,
    DateTimeOffset NextAttemptAt,
    MailFailure? Failure,
    IReadOnlyList<RecipientVerdict> Verdicts,
    RenderedMail? Words)
{
    /// <summary>Whether this try belongs into the mail's history; a mail that was merely given back was not tried.</summary>
    public bool Tried { get; init; } = true;
}

/// <param name="Reply">The server's words, for the proof.</param>
internal sealed record RecipientVerdict(short Position, RecipientResult Result, string Reply);
