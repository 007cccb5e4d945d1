using System.Text.RegularExpressions;

namespace Ledger.Notices;

/// <summary>Reads the rhythms a notice commits to: 一周一督办, 半月一调度, 每周督办.</summary>
internal static partial class Rhythms
{
    private const string Acts = "(?<act>督办|督查|督导|调度|通报|研判|汇报|报告|会商|推进|检查|小结|总结|分析)";

    public static IEnumerable<PrintedRhythm> In(NoticeLine line)
    {
        foreach (Match match in Pattern().Matches(line.Shadow))
        {
            yield return new PrintedRhythm(Act(match.Groups["act"].Value), Period(match.Groups["every"].Value), match.Value, line.Number);
        }
    }

    private static RhythmAct Act(string word) => word switch
    {
        "督办" or "督查" or "督导" => RhythmAct.Supervision,
        "调度" => RhythmAct.Scheduling,
        _ => RhythmAct.Other,
    };

    private static RhythmPeriod Period(string word) => word.TrimStart('每', '一') switch
    {
        "日" or "天" => RhythmPeriod.Day,
        "周" => RhythmPeriod.Week,
        "旬" => RhythmPeriod.TenDays,
        "半月" or "半个月" => RhythmPeriod.HalfMonth,
        "月" => RhythmPeriod.Month,
        "季" or "季度" => RhythmPeriod.Quarter,
        "半年" => RhythmPeriod.HalfYear,
        _ => RhythmPeriod.Year,
    };

    [GeneratedRegex(
        "(?<every>(?:[一每]|每一)(?:日|天|周|旬|月|季度|季|年)|每?半(?:个?月|年))(?:一|定期|进行|开展)?" + Acts,
        RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
