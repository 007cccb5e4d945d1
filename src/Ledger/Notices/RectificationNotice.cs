namespace Ledger.Notices;

/// <summary>
/// What a published notice on a round's rectification (整改进展情况的通报) says, read from its text. Facts the text does not
/// print are null; what it prints and the reader could not place stands in <see cref="Unplaced"/>. Line numbers count from 1.
/// </summary>
public sealed record RectificationNotice
{
    public string? Title { get; init; }

    /// <summary>Who was inspected: 宜城市委.</summary>
    public string? InspectedBody { get; init; }

    /// <summary>Name of the round: 十二届省委第三轮巡视.</summary>
    public string? Round { get; init; }

    /// <summary>Who inspected: 省委第十巡视组.</summary>
    public string? InspectionTeam { get; init; }

    public DayRange? InspectionWindow { get; init; }

    public DateOnly? FeedbackOn { get; init; }

    /// <summary>The date printed under the title or the signature, not the start of the comment period.</summary>
    public DateOnly? PublishedOn { get; init; }

    public DayRange? CommentPeriod { get; init; }

    public NoticeContacts Contacts { get; init; } = new(null, null, null);

    public PrintedLeadingGroup? LeadingGroup { get; init; }

    /// <summary>Figures printed outside the issues, in printed order.</summary>
    public IReadOnlyList<PrintedCounter> Counters { get; init; } = [];

    public IReadOnlyList<PrintedRhythm> Rhythms { get; init; } = [];

    public IReadOnlyList<NoticeSection> Sections { get; init; } = [];

    /// <summary>In printed order; numbers are unique.</summary>
    public IReadOnlyList<NoticeIssue> Issues { get; init; } = [];

    /// <summary>
    /// Every line that is not blank, with the place it was given: the proof that nothing was dropped. Once each, but for a text
    /// pasted without its line breaks, where a line has several places.
    /// </summary>
    public IReadOnlyList<PlacedLine> Lines { get; init; } = [];

    /// <summary>Lines and fragments the reader could not place or has doubts about, in line order.</summary>
    public IReadOnlyList<UnplacedFragment> Unplaced { get; init; } = [];
}

/// <summary>Days from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public sealed record DayRange(DateOnly From, DateOnly To);

/// <summary>Where the public can answer; null where the text does not print it legibly.</summary>
public sealed record NoticeContacts(string? Phone, string? Post, string? Mail);

/// <summary>Somebody with an office; <paramref name="Name"/> is null where only the office is printed.</summary>
public sealed record PrintedPost(string? Name, string? Title);

/// <summary>The leading group (领导小组) as printed: two named seats and two figures.</summary>
public sealed record PrintedLeadingGroup(PrintedPost? Head, PrintedPost? FirstDeputy, int? DeputyHeads, int? MemberUnits, int Line);
