using MimeKit;

namespace Notifications.Transport;

/// <summary>
/// Lays mails into a folder as .eml files, which every mail client opens. A file appears whole or not at all, and the
/// same message id is the same file: a repeat changes nothing.
/// </summary>
public sealed class MaildropTransport(MaildropOptions options) : IMailTransport
{
    public async Task<DeliveryReport> SendAsync(
        MimeMessage message, IReadOnlyList<MailboxAddress> recipients, CancellationToken cancellationToken)
    {
        var name = message.MessageId![..message.MessageId!.IndexOf('@', StringComparison.Ordinal)] + ".eml";
        var path = Path.Combine(options.Folder, name);
        try
        {
            if (!File.Exists(path))
                await WriteAsync(message, path, cancellationToken);
            return new DeliveryReport(null, recipients, name, []);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return DeliveryReport.Failed(new MailFailure(FailureKind.Connection, exception.Message, BeforeMail: true));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task WriteAsync(MimeMessage message, string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65_536, FileOptions.Asynchronous))
            {
                await message.WriteToAsync(file, cancellationToken);
                await file.FlushAsync(cancellationToken);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
