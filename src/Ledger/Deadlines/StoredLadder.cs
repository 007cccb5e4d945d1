namespace Ledger.Deadlines;

/// <summary>A ladder the office has set: the default one, a round's own, or one that single issues are put on.</summary>
public sealed class StoredLadder
{
    public required Guid Id { get; init; }

    /// <summary>How the office calls it; unique.</summary>
    public required string Name { get; set; }

    /// <summary>The round it applies to; null for the default and for those single issues are put on.</summary>
    public Guid? RoundId { get; set; }

    public required IReadOnlyList<LadderStep> Steps { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }

    public required string ChangedByName { get; set; }

    /// <summary>As the rule sees it.</summary>
    public Ladder AsLadder() => new(Steps);
}

/// <summary>What is different for one issue: silence for a while, another ladder; with the reason.</summary>
public sealed class LadderException
{
    public required Guid IssueId { get; init; }

    /// <summary>No step of the ladder goes out up to and with this day.</summary>
    public DateOnly? SilentUntil { get; set; }

    public Guid? LadderId { get; set; }

    public required string Reason { get; set; }

    public required DateTimeOffset SetAt { get; set; }

    public required string SetByName { get; set; }
}

/// <summary>Somebody who hears every step about an issue besides those the ladder names.</summary>
public sealed class LadderListener
{
    public required Guid IssueId { get; init; }

    public required Guid PersonId { get; init; }
}

/// <summary>That a step went out: once per measure or issue, rule, step, occurrence and recipient, and only ever upwards.</summary>
public sealed class LadderClimb
{
    public long Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>The measure a mail speaks of; null for a letter, which speaks of the issue.</summary>
    public Guid? MeasureId { get; init; }

    /// <summary>The day the deadline ran to: another day is another climb.</summary>
    public required DateOnly DueOn { get; init; }

    public required Guid LadderId { get; init; }

    public required string Step { get; init; }

    public required int Occurrence { get; init; }

    /// <summary>Who is told by mail; null for a letter.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The lead unit a letter is addressed to; null for a mail.</summary>
    public Guid? UnitId { get; init; }

    public required LadderPaper Paper { get; init; }

    /// <summary>The step speaks of a missed deadline.</summary>
    public required bool IsOverdue { get; init; }

    public required Light Light { get; init; }

    /// <summary>The day it should have gone out.</summary>
    public required DateOnly RungDay { get; init; }

    /// <summary>The day it did.</summary>
    public required DateOnly ClimbedOn { get; init; }

    /// <summary>Key of the mail in the outbox that says it; null until it is written.</summary>
    public string? MailKey { get; set; }
}
