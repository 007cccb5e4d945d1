using System.Text;

namespace Ledger.Notices;

/// <summary>Tells a file's encoding and decodes it, refusing bytes that are no text.</summary>
internal static class NoticeEncodings
{
    private const int Gb18030CodePage = 54936;

    /// <summary>The text and its encoding's name, or why there is none.</summary>
    public static (string? Text, string? Name, NoticeRefusalReason? Refused) Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] => Decode(rest, Utf8(), "UTF-8"),
        [0xFF, 0xFE, .. var rest] => Decode(rest, new UnicodeEncoding(false, false, true), "UTF-16LE"),
        [0xFE, 0xFF, .. var rest] => Decode(rest, new UnicodeEncoding(true, false, true), "UTF-16BE"),
        _ => WithoutMark(bytes),
    };

    // Hardly any GB18030 text is valid UTF-8 by accident, so the strict one goes first.
    private static (string?, string?, NoticeRefusalReason?) WithoutMark(ReadOnlySpan<byte> bytes)
    {
        if (IsBinary(bytes))
        {
            return (null, null, NoticeRefusalReason.Binary);
        }

        var utf8 = Decode(bytes, Utf8(), "UTF-8");
        return utf8.Refused is null ? utf8 : Decode(bytes, Gb18030(), "GB18030");
    }

    private static (string? Text, string? Name, NoticeRefusalReason? Refused) Decode(ReadOnlySpan<byte> bytes, Encoding encoding, string name)
    {
        try
        {
            return (encoding.GetString(bytes), name, null);
        }
        catch (DecoderFallbackException)
        {
            return (null, null, NoticeRefusalReason.Undecodable);
        }
    }

    /// <summary>Text has no control characters but tabs, line and page breaks; archives, pictures and programs have them early on.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b < 0x20 && b is not (0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1A))
            {
                return true;
            }
        }

        return bytes.StartsWith("%PDF"u8) || bytes.StartsWith(@"{\rtf"u8);
    }

    private static UTF8Encoding Utf8() => new(false, true);

    private static Encoding Gb18030() =>
        CodePagesEncodingProvider.Instance.GetEncoding(Gb18030CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("The platform carries no GB18030 encoding.");
}
