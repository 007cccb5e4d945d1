namespace Ledger.Notices;

/// <summary>What a line of a notice belongs to.</summary>
public enum LinePlace
{
    Title,

    /// <summary>The windows and the reason for the notice.</summary>
    Introduction,

    /// <summary>Part one: how the work was organised (组织).</summary>
    Organisation,

    /// <summary>Part two apart from the issues themselves: its heading, group headings, words before the first issue (逐条).</summary>
    ItemByItem,

    /// <summary>An issue's heading or text.</summary>
    Issue,

    /// <summary>Part three (下一步).</summary>
    NextSteps,

    /// <summary>Comment period, contacts, signature.</summary>
    Closing,

    /// <summary>Nothing of the above: listed in <see cref="RectificationNotice.Unplaced"/>.</summary>
    Unplaced,
}

/// <summary>A line and its place; <paramref name="Issue"/> is the issue's number where the place is <see cref="LinePlace.Issue"/>.</summary>
public sealed record PlacedLine(int Line, LinePlace Place, int? Issue);

/// <summary>A part of the notice. <paramref name="Heading"/> is null where the part starts without one; <paramref name="Text"/> leaves the issues out.</summary>
public sealed record NoticeSection(LinePlace Part, string? Heading, string Text, int FirstLine, int LastLine);

/// <summary>Why a fragment is listed.</summary>
public enum UnplacedReason
{
    /// <summary>A line before the title.</summary>
    BeforeTitle,

    /// <summary>Words of the web page around the notice: publisher, print, share.</summary>
    SiteFurniture,

    /// <summary>A line after the closing part.</summary>
    AfterClosing,

    /// <summary>A heading whose number is not the issue's place in the text.</summary>
    HeadingNumberDisagrees,

    /// <summary>A heading with no text under it.</summary>
    IssueWithoutText,

    /// <summary>一是, 三是: a measure's number is missing.</summary>
    MeasureNumberMissing,

    /// <summary>《 without 》.</summary>
    DocumentTitleCut,

    /// <summary>Accountability is spoken of and no number of persons is told.</summary>
    AccountabilityWithoutNumber,

    /// <summary>A contact's label with nothing after it.</summary>
    ContactMissing,

    /// <summary>A contact's label with something unreadable after it.</summary>
    ContactUnreadable,

    /// <summary>Days are spoken of that are no calendar days, or end before they begin.</summary>
    DateUnreadable,
}

/// <summary>A line or fragment the reader could not place, or placed with a doubt, as printed.</summary>
public sealed record UnplacedFragment(int Line, string Text, UnplacedReason Reason);
