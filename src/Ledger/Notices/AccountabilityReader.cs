using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Mentions of accountability in a text; where no number is told at all, the sentences that speak of it.</summary>
internal sealed record FoundAccountability(IReadOnlyList<(int At, HeldToAccount Held)> Mentions, IReadOnlyList<(int At, string Phrase)> WithoutNumber);

/// <summary>
/// Finds how many were held to account. The number stands behind the word (追责问责6人) or, in the same clause, before it
/// (对13名责任人严肃问责). Titles in 《》 are not acts; what follows 其中 breaks a number down and is not counted again.
/// </summary>
internal static partial class AccountabilityReader
{
    /// <summary>Reads <paramref name="text"/>, with <paramref name="shadow"/> its copy for matching.</summary>
    public static FoundAccountability In(string text, string shadow)
    {
        var mentions = new List<(int, HeldToAccount)>();
        var without = new List<(int, string)>();
        var blotted = DocumentNames.Blotted(shadow);
        foreach (var (from, to) in Sentences(blotted))
        {
            var sentence = new Sentence(text[from..to], UpToBreakdown(blotted[from..to]));
            var (found, speaks) = sentence.Read();
            mentions.AddRange(found.Select(mention => (from + mention.At, mention.Held)));
            if (found.Count == 0 && speaks is { } at)
            {
                without.Add((from + at, sentence.Text.Trim()));
            }
        }

        return new FoundAccountability(mentions, mentions.Count > 0 ? [] : without);
    }

    private static string UpToBreakdown(string sentence)
    {
        var breakdown = sentence.IndexOf("其中", StringComparison.Ordinal);
        return breakdown < 0 ? sentence : sentence[..breakdown];
    }

    private static IEnumerable<(int From, int To)> Sentences(string text)
    {
        var from = 0;
        while (from < text.Length)
        {
            var length = text.AsSpan(from).IndexOfAny("。;!?\n");
            var to = length < 0 ? text.Length : from + length;
            if (to > from)
            {
                yield return (from, to);
            }

            from = to + 1;
        }
    }

    /// <summary>追责问责 tells the sum; 处分 and the like are its kinds, counted where no sum is told.</summary>
    [GeneratedRegex("(?:追责问责|问责追责|追究责任|责任追究|追责|问责)", RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex("(?:党纪政务处分|党纪处分|政务处分|处分|诫勉谈话|诫勉|组织处理)", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^,(?:共计|共|合计|累计|总计)", RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    [GeneratedRegex(
        @"(?<![\d.第])(?<n>\d{1,6}|[一二两三四五六七八九十]{1,3}) ?(?:余|多)?(?<u>人\(次\)|人/次|人次|人|名|位)",
        RegexOptions.CultureInvariant)]
    private static partial Regex People();

    private sealed record Sentence(string Text, string Shadow)
    {
        public (List<(int At, HeldToAccount Held)> Mentions, int? Speaks) Read()
        {
            var sums = Sum().Matches(Shadow);
            var mentions = Mentions(sums);
            return (mentions.Count > 0 ? mentions : Mentions(Kind().Matches(Shadow)), sums.Count > 0 ? sums[0].Index : null);
        }

        private List<(int At, HeldToAccount Held)> Mentions(MatchCollection acts)
        {
            var mentions = new List<(int, HeldToAccount)>();
            var previous = 0;
            for (var i = 0; i < acts.Count; i++)
            {
                var (at, end) = (acts[i].Index, acts[i].Index + acts[i].Length);
                var next = i + 1 < acts.Count ? acts[i + 1].Index : Shadow.Length;
                if ((Behind(at, end, next) ?? Before(at, end, previous)) is { } held)
                {
                    mentions.Add((at, held));
                }

                previous = end;
            }

            return mentions;
        }

        private HeldToAccount? Behind(int act, int from, int next)
        {
            var end = ClauseEnd(from, next);
            while (end < next && Total().IsMatch(Shadow.AsSpan(end, next - end)))
            {
                end = ClauseEnd(end + 1, next);
            }

            return Held(from, end, act, end);
        }

        private HeldToAccount? Before(int act, int actEnd, int previous)
        {
            var from = ClauseStart(previous, act);
            if (from > previous && ClauseStart(previous, from - 1) is var earlier && Shadow[earlier] is '对' or '给')
            {
                // 对13名责任人,严肃问责: the clause before names whom.
                from = earlier;
            }

            return Held(from, act, from, actEnd);
        }

        private HeldToAccount? Held(int from, int to, int phraseFrom, int phraseTo)
        {
            int? persons = null;
            int? times = null;
            foreach (var match in People().EnumerateMatches(Shadow.AsSpan(from, to - from)))
            {
                var printed = People().Match(Shadow, from + match.Index, match.Length);
                if (printed.Groups["u"].ValueSpan is "人" or "名" or "位")
                {
                    persons ??= Value(printed);
                }
                else
                {
                    times ??= Value(printed);
                }
            }

            return persons is null && times is null
                ? null
                : new HeldToAccount(persons ?? 0, times ?? 0, Text[phraseFrom..phraseTo].Trim());
        }

        private static int? Value(Match match) =>
            int.TryParse(match.Groups["n"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? value
                : ChineseNumerals.Parse(match.Groups["n"].ValueSpan);

        private int ClauseEnd(int from, int to)
        {
            var comma = Shadow.AsSpan(from, to - from).IndexOf(',');
            return comma < 0 ? to : from + comma;
        }

        private int ClauseStart(int from, int to) => from + Shadow.AsSpan(from, to - from).LastIndexOf(',') + 1;
    }
}
