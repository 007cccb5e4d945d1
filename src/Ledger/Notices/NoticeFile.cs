namespace Ledger.Notices;

/// <summary>
/// Reads a notice from a file's bytes: UTF-8 and UTF-16 with byte order mark, UTF-8 and GB18030 without. What is no notice is
/// refused by name and nothing of it is kept.
/// </summary>
public static class NoticeFile
{
    /// <summary>The longest file read: some eighty times the length of a usual notice.</summary>
    public const int LongestInBytes = LongestInMegabytes * 1024 * 1024;

    private const int LongestInMegabytes = 2;

    /// <summary>Reads at most <see cref="LongestInBytes"/> and one more byte of <paramref name="stream"/>.</summary>
    public static async Task<NoticeReading> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var bytes = new byte[LongestInBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return Read(bytes.AsSpan(0, length));
    }

    /// <summary>Reads a file's whole content.</summary>
    public static NoticeReading Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestInBytes)
        {
            return NoticeReading.Refused(NoticeRefusalReason.TooLarge, LongestInMegabytes);
        }

        var (text, encoding, refused) = NoticeEncodings.Decode(bytes);
        if (refused is { } reason)
        {
            return NoticeReading.Refused(reason);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return NoticeReading.Refused(NoticeRefusalReason.Empty);
        }

        var notice = NoticeReader.Read(text);
        var isNotice = notice.Issues.Count > 0 && text.Contains("整改", StringComparison.Ordinal);
        return isNotice ? NoticeReading.Read(text, encoding!, notice) : NoticeReading.Refused(NoticeRefusalReason.NotANotice);
    }
}
