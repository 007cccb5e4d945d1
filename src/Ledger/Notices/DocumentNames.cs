using System.Buffers;

namespace Ledger.Notices;

/// <summary>Finds documents named in 《》, brackets within brackets included, and names cut off before their 》.</summary>
internal static class DocumentNames
{
    private const int LongestCutTitle = 80;

    private static readonly SearchValues<char> CutMarks = SearchValues.Create("。;,:\n《");

    /// <summary>The documents of <paramref name="text"/> in printed order, each name once, with where it first stands.</summary>
    public static IReadOnlyList<(int At, NoticeDocument Document)> In(string text, string shadow)
    {
        var found = new List<(int, NoticeDocument)>();
        var known = new HashSet<NoticeDocument>();
        var enclosures = Enclosures.Of(shadow);
        for (var at = shadow.IndexOf('《', StringComparison.Ordinal); at >= 0; at = Next(shadow, at))
        {
            var closing = enclosures.ClosingOfOpeningAt(at);
            var end = closing ?? CutEnd(shadow, at + 1);
            var title = text[(at + 1)..end].Trim();
            if (title.Length > 0 && known.Add(new NoticeDocument(title, closing is null)))
            {
                found.Add((at, new NoticeDocument(title, closing is null)));
            }

            at = closing ?? at;
        }

        return found;
    }

    /// <summary><paramref name="shadow"/> with every named document blotted out, so that the words of its title are not read as acts.</summary>
    public static string Blotted(string shadow)
    {
        var enclosures = Enclosures.Of(shadow);
        return string.Create(shadow.Length, (shadow, enclosures), static (copy, source) =>
        {
            source.shadow.CopyTo(copy);
            for (var at = 0; at < copy.Length; at++)
            {
                if (copy[at] == '《' && source.enclosures.ClosingOfOpeningAt(at) is { } closing)
                {
                    copy[at..(closing + 1)].Fill('□');
                    at = closing;
                }
            }
        });
    }

    private static int Next(string shadow, int at) => shadow.IndexOf('《', at + 1);

    private static int CutEnd(string shadow, int from)
    {
        var window = shadow.AsSpan(from, Math.Min(LongestCutTitle, shadow.Length - from));
        var end = window.IndexOfAny(CutMarks);
        return from + (end < 0 ? window.Length : end);
    }
}
