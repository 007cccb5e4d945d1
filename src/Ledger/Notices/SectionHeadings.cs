using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Recognises the headings of a notice's parts (一、二、三、) by their words.</summary>
internal static partial class SectionHeadings
{
    private const int Longest = 60;

    /// <summary>The part <paramref name="line"/> opens, if it reads as such a heading.</summary>
    public static LinePlace? PartOf(NoticeLine line)
    {
        if (line.Shadow.Length > Longest || Numberings.At(line.Shadow, 0) is not { Style: NumberingStyle.ChineseComma } number)
        {
            return null;
        }

        var words = line.Shadow.AsSpan(number.Length);
        if (NextSteps().IsMatch(words))
        {
            return LinePlace.NextSteps;
        }

        if (ItemByItem().IsMatch(words))
        {
            return LinePlace.ItemByItem;
        }

        return Organisation().IsMatch(words) ? LinePlace.Organisation : null;
    }

    [GeneratedRegex("下一步|下步|下阶段|今后|后续|长期整改|长期坚持|工作打算|努力方向", RegexOptions.CultureInvariant)]
    private static partial Regex NextSteps();

    [GeneratedRegex("反馈|逐条|逐项|具体|重点问题|主要问题|问题整改|整改(?:落实|进展|完成)?情况|整改成效", RegexOptions.CultureInvariant)]
    private static partial Regex ItemByItem();

    [GeneratedRegex("组织|责任|总体|基本情况|推进|部署|履行|开展|领导", RegexOptions.CultureInvariant)]
    private static partial Regex Organisation();
}
