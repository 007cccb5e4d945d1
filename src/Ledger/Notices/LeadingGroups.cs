using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Reads who leads the rectification: head, first deputy, and the numbers of deputy heads and member units.</summary>
internal static partial class LeadingGroups
{
    /// <summary>The leading group of the first line that prints it; <paramref name="counters"/> carry its two figures.</summary>
    public static PrintedLeadingGroup? In(IEnumerable<NoticeLine> lines, IReadOnlyList<PrintedCounter> counters)
    {
        foreach (var line in lines)
        {
            var head = Post(HeadPattern().Match(line.Shadow), line.Text);
            var firstDeputy = Post(FirstDeputyPattern().Match(line.Shadow), line.Text);
            var deputies = Figure(counters, CounterCode.DeputyHeads, line.Number);
            var members = Figure(counters, CounterCode.MemberUnits, line.Number);
            if (head is not null || firstDeputy is not null || deputies is not null || members is not null)
            {
                return new PrintedLeadingGroup(head, firstDeputy, deputies, members, line.Number);
            }
        }

        return null;
    }

    private static int? Figure(IReadOnlyList<PrintedCounter> counters, CounterCode code, int line) =>
        counters.FirstOrDefault(counter => counter.Code == code && counter.Line == line) is { } found
            ? decimal.ToInt32(found.Value)
            : null;

    private static PrintedPost? Post(Match match, string text)
    {
        if (!match.Success)
        {
            return null;
        }

        var who = match.Groups["who"];
        var printed = text.Substring(who.Index, who.Length).Trim();
        var parts = TitleAndName().Match(printed);
        return parts.Success
            ? new PrintedPost(parts.Groups["name"].Value, parts.Groups["title"].Value)
            : new PrintedPost(null, printed);
    }

    private const string Who = "(?:^|[,。;:]|由|以)(?<who>[^,。;:由以\\d]{2,40}?)(?:同志)?(?:担任|任|为)(?:整改工作|巡视整改工作)?(?:领导小组)?";

    [GeneratedRegex(Who + "组长", RegexOptions.CultureInvariant)]
    private static partial Regex HeadPattern();

    [GeneratedRegex(Who + "第一副组长", RegexOptions.CultureInvariant)]
    private static partial Regex FirstDeputyPattern();

    [GeneratedRegex(
        "^(?<title>.{0,36}(?:书记|市长|县长|区长|州长|省长|镇长|乡长|主任|主席|部长|局长|厅长|院长|检察长|秘书长|董事长|总经理|校长|常委))(?<name>[\\u4E00-\\u9FFF·]{2,8})$",
        RegexOptions.CultureInvariant)]
    private static partial Regex TitleAndName();
}
