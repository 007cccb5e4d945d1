using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>
/// A line that reads as an issue's heading: its number if printed, the heading without number and end mark, and where the rest
/// of the line (the text) begins; <paramref name="RestAt"/> is the line's length when nothing follows.
/// </summary>
internal sealed record FoundHeading(Numbering? Number, string Text, int RestAt);

/// <summary>Recognises 关于“……”的问题 and 针对……问题, with or without a number, alone on the line or with the text behind it.</summary>
internal static partial class Headings
{
    private const int Longest = 400;

    /// <summary>The heading <paramref name="line"/> begins with, if it does.</summary>
    public static FoundHeading? Of(NoticeLine line)
    {
        var number = Numberings.At(line.Shadow, 0);
        if (number is { Style: NumberingStyle.Is or NumberingStyle.Ordinal })
        {
            return null;
        }

        var from = number?.Length ?? 0;
        if (!Opening().IsMatch(line.Shadow.AsSpan(from)))
        {
            return null;
        }

        return End(line.Shadow, from) is { } end ? new FoundHeading(number, line.Text[from..end], RestAt(line.Shadow, end)) : null;
    }

    /// <summary>A numbered line taken as a heading for what follows it, whatever its words.</summary>
    public static FoundHeading? Numbered(NoticeLine line) =>
        Numberings.At(line.Shadow, 0) is { Style: not NumberingStyle.Is and not NumberingStyle.Ordinal } number
        && line.Shadow.Length <= Longest
        && number.Length < line.Shadow.Length
            ? new FoundHeading(number, line.Text[number.Length..].TrimEnd('。', ':', '：', '.', ';', '；'), line.Shadow.Length)
            : null;

    // The first 问题 outside of quotes that something ends.
    private static int? End(string shadow, int from)
    {
        var window = shadow.Length <= from + Longest ? shadow : shadow[..(from + Longest)];
        var enclosures = Enclosures.Of(window);
        for (var at = from; at < window.Length; at++)
        {
            if (enclosures.ClosingOfOpeningAt(at) is { } closing)
            {
                at = closing;
            }
            else if (string.CompareOrdinal(window, at, "问题", 0, 2) == 0 && Ends(shadow, from, at + 2))
            {
                return at + 2;
            }
        }

        return null;
    }

    private static bool Ends(string shadow, int from, int at)
    {
        if (at == shadow.Length || shadow[at] is '。' or ':' or '.' or ' ' || TextMarkers.At(shadow, at) is not null)
        {
            return true;
        }

        // After a comma or a bracket the sentence may just go on; a quoted problem says that it does not.
        return shadow[at] is ',' or ';' or '(' && shadow.AsSpan(from, Math.Min(at - from, 8)).Contains('“');
    }

    private static int RestAt(string shadow, int end)
    {
        while (end < shadow.Length && shadow[end] is '。' or ':' or '.' or ' ' or ',' or ';')
        {
            end++;
        }

        return end;
    }

    [GeneratedRegex("^(?:关于|针对)", RegexOptions.CultureInvariant)]
    private static partial Regex Opening();
}
