namespace Ledger.Issues;

/// <summary>How a measure's time is set (整改时限的类型).</summary>
public enum DeadlineKind
{
    /// <summary>立行立改: at once, by a near date.</summary>
    Immediate,

    /// <summary>限期整改: by a date.</summary>
    Dated,

    /// <summary>长期坚持: kept up for good; a date, where given, is its next review.</summary>
    LongTerm,
}

/// <summary>State of one measure.</summary>
public enum MeasureStatus
{
    Open,
    Done,
}

/// <summary>One measure (整改措施) of an issue, with its own deadline and state.</summary>
public sealed class Measure
{
    public required Guid Id { get; init; }

    public required Guid IssueId { get; init; }

    /// <summary>Place in the issue, from 1: 一是, 二是, …</summary>
    public required int Ordinal { get; init; }

    /// <summary>The rectification it belongs to: 1, or that of the rebound it was set for.</summary>
    public int Cycle { get; init; } = 1;

    public required string Text { get; set; }

    /// <summary>Null only while the issue is registered and not assigned.</summary>
    public DeadlineKind? DeadlineKind { get; set; }

    /// <summary>A day in Asia/Shanghai; compulsory for immediate and dated measures.</summary>
    public DateOnly? Deadline { get; set; }

    /// <summary>The day the deadline runs to: itself, or the next working day (遇节假日顺延). Written by the database, whoever sets the deadline.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>The table of the year is missing, so <see cref="DueOn"/> may still move (暂定).</summary>
    public bool DueProvisional { get; private set; }

    /// <summary>The day its time began: when the issue was given out, or came back; null before. Progress is held against it.</summary>
    public DateOnly? PlannedFrom { get; set; }

    public MeasureStatus Status { get; set; } = MeasureStatus.Open;

    /// <summary>How far it has come by its unit's last weekly report, 0 to 100; a measure that is done counts as whole whatever stands here.</summary>
    public int Progress { get; set; }

    /// <summary>The day it was done; set exactly when done.</summary>
    public DateOnly? CompletedOn { get; set; }

    public List<NamedDocument> Documents { get; } = [];

    public List<Quantity> Quantities { get; } = [];

    public List<Accountability> Accountabilities { get; } = [];
}

/// <summary>A document a measure names in 《》.</summary>
public sealed class NamedDocument
{
    public required Guid Id { get; init; }

    public required Guid MeasureId { get; init; }

    public required string Title { get; init; }
}

/// <summary>A number with its unit, read from a measure's words.</summary>
public sealed class Quantity
{
    public required Guid Id { get; init; }

    public required Guid MeasureId { get; init; }

    /// <summary>Scaled: 1.1万 is 11000.</summary>
    public required decimal Value { get; init; }

    public required string Unit { get; init; }

    /// <summary>余, 约, 以上: the words do not claim exactness.</summary>
    public required bool Approximate { get; init; }

    public required string Phrase { get; init; }
}

/// <summary>Accountability (追责问责) reported by a measure: persons (人) and person-times (人次) are two counts, never added.</summary>
public sealed class Accountability
{
    public required Guid Id { get; init; }

    public required Guid MeasureId { get; init; }

    public required int Persons { get; init; }

    public required int PersonTimes { get; init; }

    public required string Phrase { get; init; }
}
