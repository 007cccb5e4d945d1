using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Reads who was inspected by whom, in which round, and when.</summary>
internal static partial class RoundFacts
{
    public static string? InspectedBody(string? title, IReadOnlyList<NoticeLine> introduction)
    {
        var named = BodyInTitle().Match(ShadowText.Of(title ?? string.Empty));
        var found = named.Success
            ? named
            : introduction.Select(line => BodyInIntroduction().Match(line.Shadow)).FirstOrDefault(match => match.Success);
        return found?.Groups["body"].Value;
    }

    /// <summary>The round's name, from the title or from the first line that prints one.</summary>
    public static string? Round(string? title, IReadOnlyList<NoticeLine> introduction) =>
        First(RoundName(), introduction.Select(line => line.Shadow).Prepend(ShadowText.Of(title ?? string.Empty)));

    public static string? InspectionTeam(IReadOnlyList<NoticeLine> introduction) =>
        First(Team(), introduction.Select(line => line.Shadow));

    /// <summary>The first span of days that comes with an inspection; a span that is none is reported.</summary>
    public static DayRange? InspectionWindow(IReadOnlyList<NoticeLine> introduction, List<UnplacedFragment> unplaced)
    {
        foreach (var line in introduction.Where(line => Inspection().IsMatch(line.Shadow)))
        {
            foreach (var range in ChineseDates.RangesIn(line.Shadow))
            {
                if (range.Days is { } days)
                {
                    return days;
                }

                unplaced.Add(new UnplacedFragment(line.Number, line.Text.Substring(range.At, range.Length), UnplacedReason.DateUnreadable));
            }
        }

        return null;
    }

    /// <summary>The first day after which, in the same sentence, feedback is spoken of.</summary>
    public static DateOnly? FeedbackOn(IReadOnlyList<NoticeLine> introduction)
    {
        foreach (var line in introduction)
        {
            var starts = ChineseDates.RangesIn(line.Shadow).Select(range => range.At).ToHashSet();
            foreach (var date in ChineseDates.DatesIn(line.Shadow))
            {
                if (!starts.Contains(date.At) && Feedback().IsMatch(line.Shadow.AsSpan(date.At + date.Length)) && date.Day is { } day)
                {
                    return day;
                }
            }
        }

        return null;
    }

    /// <summary>A date that stands alone, the last one first: under the signature, else under the title.</summary>
    public static DateOnly? PublishedOn(IEnumerable<NoticeLine> introductionAndClosing) =>
        introductionAndClosing.LastOrDefault(line => LineWords.IsDateOnly(line.Shadow)) is { } dated
            ? ChineseDates.DatesIn(dated.Shadow).First().Day
            : null;

    /// <summary>The span within which the public may comment; one that is no span is reported.</summary>
    public static DayRange? CommentPeriod(IEnumerable<NoticeLine> closing, List<UnplacedFragment> unplaced)
    {
        foreach (var line in closing)
        {
            foreach (var range in ChineseDates.RangesIn(line.Shadow))
            {
                if (range.Days is { } days)
                {
                    return days;
                }

                unplaced.Add(new UnplacedFragment(line.Number, line.Text.Substring(range.At, range.Length), UnplacedReason.DateUnreadable));
            }
        }

        return null;
    }

    private static string? First(Regex pattern, IEnumerable<string> shadows) =>
        shadows.Select(shadow => pattern.Match(shadow)).FirstOrDefault(match => match.Success)?.Groups["name"].Value;

    [GeneratedRegex(
        "^(?:中国共产党|中共)?(?:(?<body>[^,。 ]{2,30}?)关于|(?:关于)?(?<body>[^,。 ]{1,20}?(?:委员会|委|党组))(?:巡[视察]|整改|落实|对))",
        RegexOptions.CultureInvariant)]
    private static partial Regex BodyInTitle();

    [GeneratedRegex("向(?<body>[^,。;和及]{2,30}?)(?:正式|进行|集中)?反馈", RegexOptions.CultureInvariant)]
    private static partial Regex BodyInIntroduction();

    [GeneratedRegex(
        @"(?:根据|按照|关于|对|落实|、|,|^|[ “])(?<name>(?:[十九八二一]{1,4}届)?(?:中央|自治区党委|[\u4E00-\u9FFF]{0,3}[省市区县州]委)第[一二三四五六七八九十\d]{1,3}轮(?:常规|专项|政治)?巡[视察])",
        RegexOptions.CultureInvariant)]
    private static partial Regex RoundName();

    [GeneratedRegex(
        @"(?:(?<=[,。;由])|^|(?<=[日间]))(?<name>(?:中央|自治区党委|[\u4E00-\u9FFF]{0,3}[省市区县州]委)(?:第[一二三四五六七八九十\d]{1,3})?巡[视察][^,。;对向于]{0,8}?组)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Team();

    [GeneratedRegex("巡视|巡察|督察|审计", RegexOptions.CultureInvariant)]
    private static partial Regex Inspection();

    [GeneratedRegex(@"^[^。;]{0,60}反馈", RegexOptions.CultureInvariant)]
    private static partial Regex Feedback();
}
