using MimeKit;
using Notifications.Queueing;

namespace Notifications.Inbox;

/// <summary>The files of a message: what is attached, not the pictures of a signature shown in the text.</summary>
internal static class ReplyFiles
{
    public static async Task<IReadOnlyList<IncomingFile>> OfAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        var files = new List<IncomingFile>();
        foreach (var entity in message.Attachments)
        {
            using var content = new MemoryStream();
            switch (entity)
            {
                case MimePart { Content: not null } part:
                    await part.Content.DecodeToAsync(content, cancellationToken);
                    break;
                case MessagePart { Message: not null } forwarded:
                    await forwarded.Message.WriteToAsync(content, cancellationToken);
                    break;
                default:
                    continue;
            }
            files.Add(new IncomingFile(Name(entity, files.Count + 1), entity.ContentType.MimeType.ToLowerInvariant(), content.ToArray()));
        }
        return files;
    }

    // The name is the sender's: no folders, no control characters.
    private static string Name(MimeEntity entity, int number)
    {
        var given = entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? (entity is MessagePart ? $"{number}.eml" : "");
        var name = PlainText.OneLine(given[(given.LastIndexOfAny(['/', '\\']) + 1)..], 200);
        return name.Length > 0 ? name : $"{number}.bin";
    }
}
