using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Finds the words by which an issue says that it comes from an earlier round or another source.</summary>
internal static partial class CarriedOver
{
    public static string? In(string text, string shadow)
    {
        var phrases = Pattern().Matches(shadow).Select(match => text.Substring(match.Index, match.Length).Trim()).Distinct(StringComparer.Ordinal).ToList();
        return phrases.Count == 0 ? null : string.Join('；', phrases);
    }

    [GeneratedRegex(
        @"[^。;,:\n是]{0,40}(?:未销号|尚未销号|没有销号)[^。;,:\n]{0,10}"
        + @"|(?<!\d)\d{4}年[^。;,:\n]{0,16}审计[^。;,:\n]{0,24}(?:未整改|未完成|反馈)[^。;,:\n]{0,10}"
        + @"|(?:上一?轮|上届|往轮|历次|此前)巡[视察][^。;,:\n]{0,20}(?:未|没有|尚)[^。;,:\n]{0,16}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
