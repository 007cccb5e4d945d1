using System.Globalization;
using System.Resources;

namespace Ledger.Notices;

/// <summary>Why a fragment is listed, in words: the keys of <c>NoticeTexts.resx</c> are <c>Unplaced</c> and the reason's name.</summary>
public static class UnplacedReasonTexts
{
    private static readonly ResourceManager Texts = new("Ledger.Notices.NoticeTexts", typeof(UnplacedReasonTexts).Assembly);

    /// <summary>The reason in <paramref name="culture"/>; one without a text reads as its name.</summary>
    public static string In(this UnplacedReason reason, CultureInfo culture) =>
        Texts.GetString($"Unplaced{reason}", culture) ?? reason.ToString();
}
