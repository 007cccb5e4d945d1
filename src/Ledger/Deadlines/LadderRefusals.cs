using Ledger.Refusals;

namespace Ledger.Deadlines;

/// <summary>Why a ladder or an exception to it is not taken. Their texts stand in <c>RefusalTexts</c>.</summary>
public static class LadderRefusals
{
    public static Refusal StepsCount(int most) => new("LadderStepsCount", RefusalKind.Invalid, most);
    public static Refusal OffsetOutOfReach(int place, int most) => new("LadderOffsetOutOfReach", RefusalKind.Invalid, place, most);
    public static Refusal AfterNeedsADay(int place) => new("LadderAfterNeedsADay", RefusalKind.Invalid, place);
    public static Refusal NobodyToTell(int place) => new("LadderNobodyToTell", RefusalKind.Invalid, place);
    public static Refusal RepeatOutOfReach(int place, int days, int times) => new("LadderRepeatOutOfReach", RefusalKind.Invalid, place, days, times);
    public static Refusal LettersNeedAStop(int place) => new("LadderLettersNeedAStop", RefusalKind.Invalid, place);
    public static Refusal CodeUnfit(int place) => new("LadderCodeUnfit", RefusalKind.Invalid, place);
    public static Refusal StepTwice(int place, int before) => new("LadderStepTwice", RefusalKind.Invalid, place, before);
    public static Refusal NameMissing { get; } = new("LadderNameMissing", RefusalKind.Invalid);
    public static Refusal NameTaken { get; } = new("LadderNameTaken", RefusalKind.Conflict);
    public static Refusal LadderUnknown { get; } = new("LadderUnknown", RefusalKind.NotFound);
    public static Refusal ReasonMissing { get; } = new("LadderReasonMissing", RefusalKind.Invalid);
    public static Refusal SilenceTooLong(int days) => new("LadderSilenceTooLong", RefusalKind.Invalid, days);
    public static Refusal LightsOutOfReach(int most) => new("LightsOutOfReach", RefusalKind.Invalid, most);
    public static Refusal RoundUnknown { get; } = new("RoundUnknown", RefusalKind.NotFound);
    public static Refusal RecipientUnknown { get; } = new("LadderRecipientUnknown", RefusalKind.Invalid);
}
