namespace Notifications.Queueing;

/// <summary>A small file that goes with a mail. The same bytes are stored once, by their SHA-256, however many mails carry them.</summary>
/// <param name="Name">File name the reader sees, e.g. <c>提醒函〔2026〕3号.docx</c>.</param>
/// <param name="ContentType">Media type, e.g. <c>text/calendar</c>; lower case, without parameters.</param>
/// <param name="Content">At most 25 MB.</param>
public sealed record MailAttachment(string Name, string ContentType, ReadOnlyMemory<byte> Content);
