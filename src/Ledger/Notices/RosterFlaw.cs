using System.Globalization;
using System.Resources;

namespace Ledger.Notices;

/// <summary>How a roster can fail to fit its notice; each name, after <c>Roster</c>, is the key of its text.</summary>
public enum RosterFlawReason
{
    IssueMissing,
    IssueUnknown,
    IssueTwice,
    LeaderUnknown,
    LeaderCount,
    UnitUnknown,
    UnitCount,
    UnitTwiceOnIssue,
    MeasureCount,
    DeadlineMissing,
    DeputyHeadCount,
    MemberUnitCount,
    LiaisonCount,
    NameTwice,
    AddressTwice,
    AddressNotInvented,
}

/// <summary>A flaw, its place in the file (<c>$.issues[4].leadUnit</c>), and what was found there.</summary>
public sealed record RosterFlaw(string Place, RosterFlawReason Reason, string Found)
{
    private static readonly ResourceManager Texts = new("Ledger.Notices.NoticeTexts", typeof(RosterFlaw).Assembly);

    /// <summary>The sentence people read: zh-CN is the neutral language, en the other one.</summary>
    public string In(CultureInfo culture) =>
        string.Format(culture, "{0}: {1}", Place, string.Format(culture, Texts.GetString("Roster" + Reason, culture) ?? Reason.ToString(), Found));
}
