using System.Globalization;
using System.Resources;

namespace Ledger.Notices;

/// <summary>Why a file is not read as a notice; each name is the key of its text in <c>NoticeTexts.resx</c>.</summary>
public enum NoticeRefusalReason
{
    /// <summary>No bytes, or white space only.</summary>
    Empty,

    /// <summary>More bytes than <see cref="NoticeFile.LongestInBytes"/>.</summary>
    TooLarge,

    /// <summary>Not a text file: an archive, a Word or PDF document, a picture, a program.</summary>
    Binary,

    /// <summary>No encoding in use for notices gives text.</summary>
    Undecodable,

    /// <summary>A text in which no issue with its rectification is told.</summary>
    NotANotice,
}

/// <summary>An expected "no" to a file. <paramref name="Arguments"/> fill the text's numbered places.</summary>
public sealed record NoticeRefusal(NoticeRefusalReason Reason, IReadOnlyList<object> Arguments)
{
    private static readonly ResourceManager Texts = new("Ledger.Notices.NoticeTexts", typeof(NoticeRefusal).Assembly);

    /// <summary>The resource key of the text.</summary>
    public string Code => Reason.ToString();

    /// <summary>The sentence people read: zh-CN is the neutral language, en the other one.</summary>
    public string In(CultureInfo culture) =>
        string.Format(culture, Texts.GetString(Code, culture) ?? Code, [.. Arguments]);
}
