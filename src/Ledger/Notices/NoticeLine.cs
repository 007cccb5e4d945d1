using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>A line that is not blank: its number from 1, its text without the white space around it, and the copy for matching.</summary>
internal sealed record NoticeLine(int Number, string Text, string Shadow);

/// <summary>
/// Parts a text into lines at LF, CRLF and CR, as editors count them. A text pasted without its line breaks is parted where an
/// issue, a part or the closing opens; the pieces keep the number of their line.
/// </summary>
internal static partial class NoticeLines
{
    /// <summary>A notice has more lines than this unless its breaks are lost.</summary>
    private const int FewLines = 3;

    public static List<NoticeLine> Of(string text)
    {
        var lines = Printed(text);
        return lines.Count > FewLines ? lines : [.. lines.SelectMany(Pieces)];
    }

    private static List<NoticeLine> Printed(string text)
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

    private static IEnumerable<NoticeLine> Pieces(NoticeLine line)
    {
        var from = 0;
        foreach (Match opening in Opening().Matches(line.Shadow))
        {
            if (opening.Index > from)
            {
                yield return Piece(line, from, opening.Index);
                from = opening.Index;
            }
        }

        yield return Piece(line, from, line.Text.Length);
    }

    private static NoticeLine Piece(NoticeLine line, int from, int to)
    {
        var text = line.Text[from..to].Trim();
        return new NoticeLine(line.Number, text, ShadowText.Of(text));
    }

    [GeneratedRegex(
        @"(?<=[。 ]) {0,8}(?:整改(?:落实|进展|完成)?(?:情况|进展) ?:|(?:\d{1,3} ?[.、]|\([一二三四五六七八九十]{1,3}\)|\(\d{1,3}\)|[一二三四五六七八九十]{1,3}、) ?(?:关于|针对)"
        + "|[一二三四五六七八九十]{1,3}、[^。;,:]{0,20}(?:整改|下一步)|欢迎广大|(?<=。 {0,8})根据[^。;,:]{0,12}(?:统一部署|安排))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Opening();

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
