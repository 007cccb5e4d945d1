using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>A quantity and where it stands.</summary>
internal readonly record struct FoundQuantity(int At, int Length, NoticeQuantity Quantity);

/// <summary>
/// Finds numbers with their units. Dates, years, ordinals (第3期), grades (4A级) and names (207国道) are no quantities; a number
/// without a unit is none either.
/// </summary>
internal static partial class Quantities
{
    private const string Number = @"(?<n>\d{1,3}(?:,\d{3}){1,4}(?![\d,])|\d{1,12})(?<f>\.\d{1,6})?";

    // Longer units first: 人次 before 人, 个工作日 before 个.
    private const string Units =
        @"(?<u>人\(次\)|人/次|人次|户次|家次|件次|场次|批次|班次|车次|个工作日|个百分点|百分点|个月|个小时|小时|分钟"
        + "|平方公里|平方千米|平方米|立方米|立方|公顷|平米|公里|千米|毫米|厘米|公斤|千克|毫升|万千瓦|千瓦时|千瓦|兆瓦|千伏"
        + "|美元|人|名|位|户|家|个|条|项|次|期|处|件|起(?!草)|笔|宗|座|口|台(?!账)|套|辆|艘|架|所(?![有在])|间|栋|幢|亩|米|里(?!程)|吨|斤|克|升(?!级)"
        + "|株|棵|头|只|羽|尾|元(?!旦)|度(?!假)|份(?!额)|本(?![级地市])|册|篇|场(?!所)|批(?![准复评])|轮|组(?![织建])|支(?![持部出])|类|种(?![植子])"
        + "|块|段|道(?![路德])|根(?![据本治])|张|幅|枚|颗|粒|桶|车|趟|门(?![类户])|盏|面(?![积向对上])|封(?!闭)|部(?![门署分委])|方(?![案面式法])"
        + "|岁|天|周(?!年)|年(?=以上|以下|以内|期限)|km²|km|m²|m³|㎡|㎥|kg|kW·h|kWh|kW|MW|kV|%|‰)";

    [GeneratedRegex(
        @"(?<lead>约|近|超过|超|不足|不少于|不低于|至少|逾|达到)?(?<![第\d.A-Za-z])(?:\d{1,12}(?:\.\d{1,6})? ?(?:-|~|至|到) ?)?"
        + Number
        + @" ?(?<odd>余|多|几|来)?(?<scale>万亿|千万|百万|亿|万|千(?![米克瓦伏])|百)?(?<odd>余|多)? ?"
        + Units
        + @"(?<post>以上|以下|以内|左右|多|余)?",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"(?:任现职|任职|满|连续|近|超过|为期|历时|长达)(?<n>\d{1,2})(?<u>年)(?<post>以上|以下|以内|左右)?", RegexOptions.CultureInvariant)]
    private static partial Regex YearsPattern();

    /// <summary>The quantities of <paramref name="text"/> in printed order.</summary>
    public static IReadOnlyList<FoundQuantity> In(string text, string shadow)
    {
        var found = new List<FoundQuantity>();
        foreach (Match match in Pattern().Matches(shadow))
        {
            found.Add(Found(text, match, match.Groups["n"].Index));
        }

        foreach (Match match in YearsPattern().Matches(shadow))
        {
            var at = match.Groups["n"].Index;
            if (!found.Exists(other => other.At == at))
            {
                found.Add(Found(text, match, at));
            }
        }

        found.Sort((one, other) => one.At.CompareTo(other.At));
        return found;
    }

    private static FoundQuantity Found(string text, Match match, int at)
    {
        var exact = !match.Groups["odd"].Success && !match.Groups["post"].Success
            && match.Groups["lead"].ValueSpan is "" or "达到" && match.Groups["n"].Index <= match.Index + match.Groups["lead"].Length;
        var unit = match.Groups["u"].Value is "人(次)" or "人/次" ? "人次" : match.Groups["u"].Value;
        var from = match.Groups["lead"].ValueSpan is "达到" ? at : match.Index;
        var phrase = text[from..(match.Index + match.Length)];
        return new FoundQuantity(at, match.Index + match.Length - at, new NoticeQuantity(Value(match), unit, !exact, phrase));
    }

    private static decimal Value(Match match)
    {
        var digits = match.Groups["n"].Value.Replace(",", string.Empty, StringComparison.Ordinal) + match.Groups["f"].Value;
        return decimal.Parse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * Scale(match.Groups["scale"].ValueSpan);
    }

    private static decimal Scale(ReadOnlySpan<char> word) => word switch
    {
        "百" => 100m,
        "千" => 1_000m,
        "万" => 10_000m,
        "百万" => 1_000_000m,
        "千万" => 10_000_000m,
        "亿" => 100_000_000m,
        "万亿" => 1_000_000_000_000m,
        _ => 1m,
    };
}
