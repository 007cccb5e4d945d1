using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Reads the figures printed outside the issues. What no pattern claims is kept as <see cref="CounterCode.Other"/>.</summary>
internal static partial class Counters
{
    private static readonly (CounterCode Code, Regex Pattern)[] Patterns =
    [
        (CounterCode.DeputyHeads, DeputyHeads()),
        (CounterCode.MemberUnits, MemberUnits()),
        (CounterCode.MeasuresImproved, MeasuresImproved()),
        (CounterCode.MeasuresPlanned, MeasuresPlanned()),
        (CounterCode.IssuesDone, IssuesDone()),
        (CounterCode.IssuesFedBack, IssuesFedBack()),
        (CounterCode.RulesEstablished, RulesEstablished()),
        (CounterCode.SiteChecks, SiteChecks()),
        (CounterCode.SupervisionChecks, SupervisionChecks()),
        (CounterCode.ReminderLetters, ReminderLetters()),
        (CounterCode.SupervisionLetters, SupervisionLetters()),
        (CounterCode.Bulletins, Bulletins()),
        (CounterCode.ReviewMeetings, ReviewMeetings()),
    ];

    /// <summary>The figures of <paramref name="line"/> in printed order.</summary>
    public static IEnumerable<PrintedCounter> In(NoticeLine line)
    {
        var found = new SortedDictionary<int, PrintedCounter>();
        foreach (var (code, pattern) in Patterns)
        {
            foreach (Match match in pattern.Matches(line.Shadow))
            {
                found.TryAdd(match.Groups["n"].Index, Counter(code, match, line));
            }
        }

        foreach (var (at, mention) in AccountabilityReader.In(line.Text, line.Shadow).Mentions)
        {
            AddHeld(found, at, mention, line.Number);
        }

        var held = found.Values.Where(IsHeld).Select(one => one.Value).ToHashSet();
        foreach (var (at, length, quantity) in Quantities.In(line.Text, line.Shadow))
        {
            var isHeld = quantity.Unit is "人" or "名" or "位" or "人次" && held.Contains(quantity.Value);
            if (!found.ContainsKey(at) && !isHeld)
            {
                found.Add(at, new PrintedCounter(CounterCode.Other, quantity.Value, quantity.Unit, Around(line, at, length), line.Number));
            }
        }

        return found.Values;
    }

    private static PrintedCounter Counter(CounterCode code, Match match, NoticeLine line) => new(
        code,
        decimal.Parse(match.Groups["n"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture),
        match.Groups["u"].Value,
        line.Text.Substring(match.Index, match.Length),
        line.Number);

    private static void AddHeld(SortedDictionary<int, PrintedCounter> found, int at, HeldToAccount held, int line)
    {
        if (held.Persons > 0)
        {
            found.TryAdd(at, new PrintedCounter(CounterCode.PersonsHeldToAccount, held.Persons, "人", held.Phrase, line));
        }

        if (held.PersonTimes > 0)
        {
            found.TryAdd(at + 1, new PrintedCounter(CounterCode.PersonTimesHeldToAccount, held.PersonTimes, "人次", held.Phrase, line));
        }
    }

    private static bool IsHeld(PrintedCounter counter) =>
        counter.Code is CounterCode.PersonsHeldToAccount or CounterCode.PersonTimesHeldToAccount;

    // The clause's words before the figure, so that a person can tell what was counted.
    private static string Around(NoticeLine line, int at, int length)
    {
        const int Before = 20;
        const int After = 10;
        var from = Math.Max(0, at - Before);
        from += line.Shadow.AsSpan(from, at - from).LastIndexOfAny("。;,:") + 1;
        var rest = line.Shadow.AsSpan(at + length, Math.Min(After, line.Shadow.Length - at - length));
        var end = rest.IndexOfAny("。;,:");
        return line.Text[from..(at + length + (end < 0 ? rest.Length : end))].Trim();
    }

    private const string N = @"(?<![\d.])(?<n>\d{1,9}(?:\.\d{1,4})?) ?[余多]?";
    private const string Some = @"[^。;,:\d]";

    [GeneratedRegex(N + "(?<u>[名位])" + Some + "{0,20}[任为]副组长", RegexOptions.CultureInvariant)]
    private static partial Regex DeputyHeads();

    [GeneratedRegex(N + "(?<u>[家个])" + Some + "{0,30}[任为]成员|成员单位" + Some + "{0,4}" + N + "(?<u>[家个])", RegexOptions.CultureInvariant)]
    private static partial Regex MemberUnits();

    [GeneratedRegex(
        "(?:完善|优化|修订)" + Some + "{0,4}措施" + Some + "{0,3}" + N + "(?<u>[条项个])|(?:完善|优化|修订)" + Some + "{0,4}" + N + "(?<u>[条项个])" + Some + "{0,6}措施",
        RegexOptions.CultureInvariant)]
    private static partial Regex MeasuresImproved();

    [GeneratedRegex(
        "(?:细化|制定|制订|提出|明确|形成|分解|研究)" + Some + "{0,10}" + N + "(?<u>[条项个])" + Some + "{0,6}(?:措施|任务)"
        + "|(?:细化|制定|制订|提出|明确|形成)" + Some + "{0,4}整改(?:措施|任务)" + Some + "{0,3}" + N + "(?<u>[条项个])",
        RegexOptions.CultureInvariant)]
    private static partial Regex MeasuresPlanned();

    [GeneratedRegex(
        "(?:完成整改|整改完成|整改到位|完成销号|已销号)" + Some + "{0,6}" + N + "(?<u>[个项条])"
        + "|" + N + "(?<u>[个项条])" + Some + "{0,10}(?:完成整改|整改完成|整改到位|完成销号)",
        RegexOptions.CultureInvariant)]
    private static partial Regex IssuesDone();

    [GeneratedRegex(
        "(?:反馈|指出)" + Some + "{0,8}" + N + "(?<u>[个项条])" + Some + "{0,12}问题|反馈" + Some + "{0,4}问题" + Some + "{0,4}" + N + "(?<u>[个项条])",
        RegexOptions.CultureInvariant)]
    private static partial Regex IssuesFedBack();

    [GeneratedRegex(
        "(?:建立|完善|健全|出台|制定|修订)" + Some + "{0,8}(?:制度|机制|文件)" + Some + "{0,6}" + N + "(?<u>[个项条件部])"
        + "|(?:建立|完善|健全|出台|制定|修订)" + Some + "{0,6}" + N + "(?<u>[个项条件部])" + Some + "{0,6}(?:制度|机制|文件)",
        RegexOptions.CultureInvariant)]
    private static partial Regex RulesEstablished();

    [GeneratedRegex(
        "实地(?:检查|督查|督办|督导|走访|调研)" + Some + "{0,6}" + N + "(?<u>[处次个])|" + N + "(?<u>[处次])" + Some + "{0,2}实地(?:检查|督查|督办|督导)",
        RegexOptions.CultureInvariant)]
    private static partial Regex SiteChecks();

    [GeneratedRegex(
        "(?<!实地)(?:督办检查|督导检查|监督检查|督办督查|专项督查|督查|督导)" + Some + "{0,4}" + N + "(?<u>[次轮])"
        + "|" + N + "(?<u>[次轮])" + Some + "{0,4}(?:督办检查|督导检查|监督检查|专项督查|督查|督导)",
        RegexOptions.CultureInvariant)]
    private static partial Regex SupervisionChecks();

    [GeneratedRegex("提醒函" + Some + "{0,3}" + N + "(?<u>[次份件封])|" + N + "(?<u>[次份件封])" + Some + "{0,4}提醒函", RegexOptions.CultureInvariant)]
    private static partial Regex ReminderLetters();

    [GeneratedRegex("督办[函单]" + Some + "{0,3}" + N + "(?<u>[次份件封])|" + N + "(?<u>[次份件封])" + Some + "{0,4}督办[函单]", RegexOptions.CultureInvariant)]
    private static partial Regex SupervisionLetters();

    [GeneratedRegex("(?:工作)?简报" + Some + "{0,3}" + N + "(?<u>[期份篇])|" + N + "(?<u>[期份篇])" + Some + "{0,6}简报", RegexOptions.CultureInvariant)]
    private static partial Regex Bulletins();

    [GeneratedRegex(
        "(?:会议研判|研判会议?|推进会议?|调度会议?|专题会议?)" + Some + "{0,3}" + N + "(?<u>[次场])|" + N + "(?<u>[次场])" + Some + "{0,6}(?:会议|研判会|推进会|调度会)",
        RegexOptions.CultureInvariant)]
    private static partial Regex ReviewMeetings();
}
