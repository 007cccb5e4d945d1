using MimeKit;
using Notifications.Queueing;
using Notifications.Templates;

namespace Notifications.Composing;

/// <summary>Puts words and people into a MIME message. Names and subjects are encoded by MimeKit, never glued together.</summary>
internal static class MessageComposer
{
    /// <param name="sender">In whose name.</param>
    /// <param name="now">The Date header.</param>
    public static MimeMessage Compose(MailToSend mail, RenderedMail words, SenderOptions sender, DateTimeOffset now)
    {
        var message = new MimeMessage();
        var name = sender.NameIn(mail.Culture);
        message.From.Add(new MailboxAddress(name, sender.FromAddress));
        if (!string.IsNullOrEmpty(sender.ReplyTo))
            message.ReplyTo.Add(new MailboxAddress(name, sender.ReplyTo));
        AddPeople(message.To, mail, "To");
        AddPeople(message.Cc, mail, "Cc");
        message.Subject = words.Subject;
        message.Date = now;
        message.MessageId = mail.MessageId;
        AddMachineHeaders(message, mail, sender);
        message.Body = Body(words, mail);
        return message;
    }

    private static void AddPeople(InternetAddressList list, MailToSend mail, string role)
    {
        foreach (var person in mail.Recipients.Where(one => one.Role == role))
        {
            // A malformed address is refused on its own (see MailAddresses) and must not spoil the header of the others.
            if (MailAddresses.TryParse(person, out var address))
                list.Add(address);
        }
    }

    private static void AddMachineHeaders(MimeMessage message, MailToSend mail, SenderOptions sender)
    {
        // RFC 3834 and its Exchange sister: no out-of-office answers to a machine.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        var domain = sender.DomainOrDefault;
        if (mail.Thread is not { } thread)
        {
            message.Headers.Add(HeaderId.ListId, $"<mail.{domain}>");
            return;
        }
        // The thread's first message need not exist: clients hang together what refers to the same id.
        message.Headers.Add(HeaderId.ListId, $"<{thread}.{domain}>");
        message.References.Add($"thread.{thread}@{domain}");
        message.InReplyTo = $"thread.{thread}@{domain}";
    }

    private static MimeEntity Body(RenderedMail words, MailToSend mail)
    {
        var body = new MultipartAlternative
        {
            Readable("plain", words.Text, mail.Culture),
            Readable("html", words.Html, mail.Culture),
        };
        if (mail.Papers.Count == 0)
            return body;
        var mixed = new Multipart("mixed") { body };
        foreach (var paper in mail.Papers)
            mixed.Add(Attached(paper));
        return mixed;
    }

    private static TextPart Readable(string subtype, string text, string culture) => new(subtype)
    {
        Text = text,
        // Never 8bit: not every server on the way offers 8BITMIME.
        ContentTransferEncoding = culture == Cultures.English ? ContentEncoding.QuotedPrintable : ContentEncoding.Base64,
    };

    private static MimePart Attached(Paper paper)
    {
        var part = new MimePart(ContentType.Parse(paper.ContentType))
        {
            Content = new MimeContent(new MemoryStream(paper.Content!, writable: false)),
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment),
        };
        part.FileName = paper.Name;
        return part;
    }
}
