namespace Ledger.Rounds;

/// <summary>One inspection round (巡视轮次) of one body: when it was inspected, told, and when the public may comment.</summary>
public sealed class InspectionRound
{
    public required Guid Id { get; init; }

    /// <summary>Title of the notice, or the name the office gives the round.</summary>
    public required string Title { get; set; }

    /// <summary>Who was inspected: 宜城市委; null where the notice does not say.</summary>
    public string? InspectedBody { get; set; }

    /// <summary>Who inspected: 省委第十巡视组.</summary>
    public string? InspectionTeam { get; set; }

    public DateOnly? InspectedFrom { get; set; }

    public DateOnly? InspectedTo { get; set; }

    public DateOnly? FeedbackOn { get; set; }

    public DateOnly? CommentFrom { get; set; }

    public DateOnly? CommentTo { get; set; }

    public string? ContactPhone { get; set; }

    public string? ContactPost { get; set; }

    public string? ContactMail { get; set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>What the office has set for this round; a change is a new value.</summary>
    public RoundSettings Settings { get; set; } = new();

    public List<LeadingGroupMember> LeadingGroup { get; } = [];

    public List<PrintedFigure> PrintedFigures { get; } = [];

    public List<NoticeSource> Sources { get; } = [];
}
