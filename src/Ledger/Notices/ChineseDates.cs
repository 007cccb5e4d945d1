using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>A date found in a text: where, and its day; null when it is no day of the calendar.</summary>
internal readonly record struct FoundDate(int At, int Length, DateOnly? Day);

/// <summary>A span of days found in a text; null when it is none.</summary>
internal readonly record struct FoundRange(int At, int Length, DayRange? Days);

/// <summary>
/// Dates as notices print them: 2024年2月25日, 二〇二四年二月二十五日, 2024-02-25; spans whose second date leaves out its year or
/// month take it from the first.
/// </summary>
internal static partial class ChineseDates
{
    private const string Number = @"(?:\d{1,2}|[一二三四五六七八九十]{1,3})";
    private const string Year = @"(?<![\d〇○零一二三四五六七八九])(?<y>\d{4}|[〇○零一二三四五六七八九]{4})";
    private const string First = Year + @"(?: ?年 ?(?<m>" + Number + ") ?月 ?(?<d>" + Number + @") ?[日号]|[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d))";
    private const string Second = @"(?:(?<y2>\d{4}|[〇○零一二三四五六七八九]{4})年)?(?:(?<m2>" + Number + ")月)?(?<d2>" + Number + ")[日号]";

    public static IEnumerable<FoundDate> DatesIn(string shadow)
    {
        foreach (Match match in DatePattern().Matches(shadow))
        {
            yield return new FoundDate(match.Index, match.Length, Day(Value(match, "y"), Value(match, "m"), Value(match, "d")));
        }
    }

    public static IEnumerable<FoundRange> RangesIn(string shadow)
    {
        foreach (Match match in RangePattern().Matches(shadow))
        {
            yield return new FoundRange(match.Index, match.Length, Range(match));
        }
    }

    private static DayRange? Range(Match match)
    {
        var (year, month) = (Value(match, "y"), Value(match, "m"));
        var from = Day(year, month, Value(match, "d"));
        var to = Day(Value(match, "y2") ?? year, Value(match, "m2") ?? month, Value(match, "d2"));
        if (to < from && Value(match, "y2") is null)
        {
            // 12月20日至1月10日 runs over the turn of the year.
            to = Day(year + 1, Value(match, "m2") ?? month, Value(match, "d2"));
        }

        return from is { } first && to is { } last && first <= last ? new DayRange(first, last) : null;
    }

    private static DateOnly? Day(int? year, int? month, int? day) =>
        year is >= 1900 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value)
            ? new DateOnly(year.Value, month.Value, day.Value)
            : null;

    private static int? Value(Match match, string group)
    {
        var digits = match.Groups[group];
        if (!digits.Success)
        {
            return null;
        }

        return int.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : ChineseNumerals.Parse(digits.ValueSpan);
    }

    [GeneratedRegex(First, RegexOptions.CultureInvariant)]
    private static partial Regex DatePattern();

    [GeneratedRegex(First + " {0,2}(?:至|到|-{1,2}|~) {0,2}" + Second, RegexOptions.CultureInvariant)]
    private static partial Regex RangePattern();
}
