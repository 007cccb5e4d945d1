using System.Text.RegularExpressions;
using Ledger.Refusals;

namespace Ledger.Deadlines;

/// <summary>What a ladder must keep before it is used.</summary>
public static partial class LadderRules
{
    public const int MostSteps = 20;

    public const int LongestOffset = 365;

    public const int MostOccurrences = 100;

    /// <summary>Why these steps make no ladder, or null; steps are named by their place, from 1.</summary>
    public static Refusal? Refuse(IReadOnlyList<LadderStep> steps)
    {
        if (steps.Count is 0 or > MostSteps)
        {
            return LadderRefusals.StepsCount(MostSteps);
        }

        for (var at = 0; at < steps.Count; at++)
        {
            if ((RefuseStep(steps[at], at + 1) ?? RefuseTwin(steps, at)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? RefuseStep(LadderStep step, int place) => step switch
    {
        { Offset: < 0 or > LongestOffset } => LadderRefusals.OffsetOutOfReach(place, LongestOffset),
        { Side: LadderSide.After, Offset: 0 } => LadderRefusals.AfterNeedsADay(place),
        { Paper: LadderPaper.Mail, Audience: Audience.None } => LadderRefusals.NobodyToTell(place),
        { Repeat: { Every: < 1 or > LongestOffset } or { AtMost: < 1 or > MostOccurrences } } =>
            LadderRefusals.RepeatOutOfReach(place, LongestOffset, MostOccurrences),
        { Paper: not LadderPaper.Mail, Repeat.AtMost: null, Repeat: not null } => LadderRefusals.LettersNeedAStop(place),
        _ when !Code().IsMatch(step.Code) => LadderRefusals.CodeUnfit(place),
        _ => null,
    };

    private static Refusal? RefuseTwin(IReadOnlyList<LadderStep> steps, int at)
    {
        var step = steps[at];
        var twin = steps.Take(at).ToList().FindIndex(other => other.Code == step.Code
            || (other.Side == step.Side && other.Offset == step.Offset && other.Count == step.Count && other.Paper == step.Paper
                && (other.Audience & step.Audience) == step.Audience));
        return twin < 0 ? null : LadderRefusals.StepTwice(at + 1, twin + 1);
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Code();
}
