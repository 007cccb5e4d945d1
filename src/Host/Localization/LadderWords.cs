using Ledger.Deadlines;
using Microsoft.Extensions.Localization;

namespace Host.Localization;

/// <summary>A step of the ladder, said as a sentence.</summary>
public static class LadderWords
{
    private static readonly Audience[] Roles = [.. Enum.GetValues<Audience>().Where(role => role != Audience.None)];

    /// <summary>When it stands: 时限前10个自然日, 逾期1个工作日起每5个工作日，最多4次.</summary>
    public static string When(this IStringLocalizer<Words> words, LadderStep step)
    {
        string start = step switch
        {
            { Side: LadderSide.Before, Offset: 0 } => words["Ladder_OnTheDay"],
            { Side: LadderSide.Before } => words["Ladder_Before", step.Offset, words.Of(step.Count)],
            _ => words["Ladder_After", step.Offset, words.Of(step.Count)],
        };
        return step.Repeat switch
        {
            null => start,
            { AtMost: { } most } repeat => start + words["Ladder_RepeatAtMost", repeat.Every, words.Of(step.Count), most],
            { } repeat => start + words["Ladder_RepeatUntilDone", repeat.Every, words.Of(step.Count)],
        };
    }

    /// <summary>Whom it tells, in a row.</summary>
    public static string Whom(this IStringLocalizer<Words> words, Audience audience) =>
        words.Join(Roles.Where(role => audience.HasFlag(role)).Select(role => words.Of(role)));

    /// <summary>Every role that can be told.</summary>
    public static IReadOnlyList<Audience> All => Roles;
}
