namespace Ledger.Notices;

/// <summary>A line that is not blank: its number from 1, its text without the white space around it, and the copy for matching.</summary>
internal sealed record NoticeLine(int Number, string Text, string Shadow);

/// <summary>Parts a text into lines at LF, CRLF and CR, as editors count them.</summary>
internal static class NoticeLines
{
    public static List<NoticeLine> Of(string text)
    {
        var lines = new List<NoticeLine>();
        var number = 0;
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            number++;
            var end = rest.IndexOfAny('\n', '\r');
            var line = Trim(end < 0 ? rest : rest[..end]);
            if (!line.IsEmpty)
            {
                var printed = line.ToString();
                lines.Add(new NoticeLine(number, printed, ShadowText.Of(printed)));
            }

            rest = end < 0 ? [] : rest[(end + BreakLength(rest[end..]))..];
        }

        return lines;
    }

    private static int BreakLength(ReadOnlySpan<char> at) => at is ['\r', '\n', ..] ? 2 : 1;

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        var from = 0;
        while (from < line.Length && IsBlank(line[from]))
        {
            from++;
        }

        var to = line.Length;
        while (to > from && IsBlank(line[to - 1]))
        {
            to--;
        }

        return line[from..to];
    }

    /// <summary>Also what no reader sees: control characters, the zero-width space, a stray byte order mark.</summary>
    private static bool IsBlank(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '\u200B' or '\uFEFF';
}
