using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using Notifications.Composing;
using Notifications.Queueing;
using Notifications.Receipts;
using Notifications.Templates;

namespace Notifications.Sending;

/// <summary>Makes a message of a row: the office's wording when there is some and it holds, the built-in one otherwise.</summary>
internal sealed partial class MailPress(
    IOptions<SenderOptions> sender, TemplateOverrides overrides, ReceiptLinks receipts, MailSigner signer, TimeProvider clock,
    ILogger<MailPress> log)
{
    public async Task<IReadOnlyDictionary<Guid, Wording>> WordingsAsync(
        IReadOnlyList<MailToSend> mails, CancellationToken cancellationToken)
    {
        await receipts.ReadyAsync(cancellationToken);
        return await overrides.ForAsync(mails, cancellationToken);
    }

    /// <exception cref="Exception">The values do not fit the built-in wording either: a fault of the caller's.</exception>
    public (MimeMessage Message, RenderedMail Words) Print(MailToSend mail, Wording? own)
    {
        var words = Words(mail, own);
        var message = MessageComposer.Compose(mail, words, sender.Value, clock.GetUtcNow());
        signer.Sign(message);
        return (message, words);
    }

    /// <summary>The mail as it would read now.</summary>
    public RenderedMail Words(MailToSend mail, Wording? own)
    {
        var occasion = new MailOccasion(mail.Kind, mail.Culture, mail.Values,
            [.. mail.Recipients.Where(one => one.Role == "To" && one.Name.Length > 0).Select(one => one.Name)],
            sender.Value.NameIn(mail.Culture), sender.Value.Contact,
            mail.Receipt is { } asked ? receipts.Url(asked.Id, asked.ExpiresAt, mail.Culture) : null, mail.Receipt?.ExpiresAt);
        if (own is not null)
        {
            try
            {
                return MailRenderer.Render(occasion, own);
            }
#pragma warning disable CA1031 // whatever the office's wording does, the mail goes out
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogBrokenWording(log, mail.Kind, mail.Scope, exception);
            }
        }
        return MailRenderer.Render(occasion);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The wording of {Kind} for {Scope} failed; the built-in one goes out")]
    private static partial void LogBrokenWording(ILogger logger, string kind, string? scope, Exception exception);
}
