namespace Ledger.Notices;

/// <summary>One issue (问题) of a notice with what was done about it.</summary>
public sealed record NoticeIssue
{
    /// <summary>From 1, unique. The printed number where all issues print one in rising order, else the place in the text.</summary>
    public required int Number { get; init; }

    /// <summary>The number the heading prints, where a heading survives and prints one.</summary>
    public int? PrintedNumber { get; init; }

    /// <summary>关于“……”的问题, without number; null where the text has lost it.</summary>
    public string? Heading { get; init; }

    /// <summary>The heading over a group of issues (问题类别), where printed.</summary>
    public string? Group { get; init; }

    /// <summary>The rectification text without its 整改情况 marker, paragraphs parted by line feeds; empty where only a heading is printed.</summary>
    public required string Text { get; init; }

    /// <summary>Where the issue begins: its heading, or its text when the heading is lost.</summary>
    public required int FirstLine { get; init; }

    /// <summary>Where the text begins; null where only a heading is printed.</summary>
    public int? TextLine { get; init; }

    /// <summary>What stands before the first 一是; empty when nothing does. Its documents, quantities and persons are told with measure 1.</summary>
    public string LeadIn { get; init; } = string.Empty;

    /// <summary>At least one where there is a text. <see cref="LeadIn"/> and all markers and texts, joined, are <see cref="Text"/>.</summary>
    public IReadOnlyList<NoticeMeasure> Measures { get; init; } = [];

    /// <summary>The words that say it carries over from an earlier round or another source (未销号, 审计反馈), joined by ；; null when none do.</summary>
    public string? CarriedOver { get; init; }
}

/// <summary>One measure (整改措施) of an issue.</summary>
public sealed record NoticeMeasure
{
    /// <summary>Place in the issue, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The numbering as printed: 一是, （二）, 3．; empty where the text is one measure.</summary>
    public required string Marker { get; init; }

    /// <summary>As printed, after the marker.</summary>
    public required string Text { get; init; }

    public required int Line { get; init; }

    public IReadOnlyList<NoticeDocument> Documents { get; init; } = [];

    public IReadOnlyList<NoticeQuantity> Quantities { get; init; } = [];

    public IReadOnlyList<HeldToAccount> HeldToAccount { get; init; } = [];
}

/// <summary>A document named in 《》, without the outer brackets; <paramref name="Cut"/> when the text breaks off before 》.</summary>
public sealed record NoticeDocument(string Title, bool Cut);

/// <summary>
/// A number with its unit. <paramref name="Value"/> is scaled (1.1万余株 is 11000); <paramref name="Approximate"/> when the words
/// do not claim exactness (余, 约, 以上, 以下); of a range the upper end. <paramref name="Phrase"/> is as printed.
/// </summary>
public sealed record NoticeQuantity(decimal Value, string Unit, bool Approximate, string Phrase);

/// <summary>One mention of accountability (追责问责): persons (人) and person-times (人次) are two counts, never added.</summary>
public sealed record HeldToAccount(int Persons, int PersonTimes, string Phrase);
