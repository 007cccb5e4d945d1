using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Ways of numbering, from the outer to the inner as official papers use them.</summary>
internal enum NumberingStyle
{
    /// <summary>一、</summary>
    ChineseComma,

    /// <summary>（一）</summary>
    ChineseInBrackets,

    /// <summary>1. 1、 １．</summary>
    Digits,

    /// <summary>(1) 1)</summary>
    DigitsInBrackets,

    /// <summary>① ⑴ ⒈</summary>
    OneCharacter,

    /// <summary>第一，</summary>
    Ordinal,

    /// <summary>一是</summary>
    Is,
}

/// <summary>A number and how it is written; <paramref name="Length"/> counts its characters with the marks and blanks after it.</summary>
internal readonly record struct Numbering(NumberingStyle Style, int Value, int Length)
{
    /// <summary>More than this is a figure or a house number, not the number of a paragraph.</summary>
    public const int Highest = 299;
}

/// <summary>Reads the number a clause begins with.</summary>
internal static partial class Numberings
{
    /// <summary>The number at <paramref name="at"/> in <paramref name="shadow"/>, if one stands there.</summary>
    public static Numbering? At(string shadow, int at)
    {
        if (at >= shadow.Length)
        {
            return null;
        }

        return OneCharacterAt(shadow, at) ?? PrintedAt(shadow, at);
    }

    private static Numbering? PrintedAt(string shadow, int at)
    {
        // Most clauses begin with a word; the pattern is not asked about them.
        if (shadow[at] is not ('(' or '第' or (>= '0' and <= '9')) && !ChineseNumerals.Characters.Contains(shadow[at], StringComparison.Ordinal))
        {
            return null;
        }

        var match = Pattern().Match(shadow, at);
        if (!match.Success)
        {
            return null;
        }

        foreach (var style in Enum.GetValues<NumberingStyle>())
        {
            var digits = match.Groups[style.ToString()];
            if (digits.Success && Value(digits.ValueSpan) is >= 1 and <= Numbering.Highest and var value)
            {
                return new Numbering(style, value, match.Length);
            }
        }

        return null;
    }

    private static Numbering? OneCharacterAt(string shadow, int at)
    {
        var value = shadow[at] switch
        {
            >= '①' and <= '⑳' and var c => c - '①' + 1,
            >= '⑴' and <= '⒇' and var c => c - '⑴' + 1,
            >= '⒈' and <= '⒛' and var c => c - '⒈' + 1,
            _ => 0,
        };
        if (value == 0)
        {
            return null;
        }

        var length = 1;
        while (at + length < shadow.Length && shadow[at + length] is ' ' or '.' or '、')
        {
            length++;
        }

        return new Numbering(NumberingStyle.OneCharacter, value, length);
    }

    private static int? Value(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : ChineseNumerals.Parse(digits);

    [GeneratedRegex(
        @"\G(?:\( ?(?<ChineseInBrackets>[一二三四五六七八九十百]{1,5}) ?\)[、.]?"
        + @"|\( ?(?<DigitsInBrackets>\d{1,3}) ?\)[、.]?"
        + @"|(?<DigitsInBrackets>\d{1,3})\)"
        + @"|(?<Digits>\d{1,3}) ?(?:、|\.(?!\d))"
        + @"|(?<Is>[一二三四五六七八九十]{1,3})是"
        + @"|第(?<Ordinal>[一二三四五六七八九十]{1,3})[,、]"
        + @"|(?<ChineseComma>[一二三四五六七八九十百]{1,5}) ?[、.]) {0,8}",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
