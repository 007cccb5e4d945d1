namespace Ledger.Letters;

/// <summary>Who may approve a letter; never whoever wrote it.</summary>
public enum LetterApprover
{
    /// <summary>Somebody else of the office, or one of the lead leaders.</summary>
    OfficeOrLeadLeader,

    LeadLeader,

    Office,
}

/// <summary>How a round writes its letters.</summary>
public sealed record LetterSettings
{
    /// <summary>代字 of reminder letters (提醒函).</summary>
    public string ReminderSeries { get; init; } = "整改办函";

    /// <summary>代字 of supervision letters (督办函).</summary>
    public string SupervisionSeries { get; init; } = "整改督函";

    public LetterApprover ApprovedBy { get; init; } = LetterApprover.OfficeOrLeadLeader;

    /// <summary>Working days a unit has to reply, counted from the day the letter is drafted.</summary>
    public int ReplyWithinWorkingDays { get; init; } = 5;

    /// <summary>The series letters of this kind are numbered in.</summary>
    public string SeriesOf(LetterKind kind) => kind == LetterKind.Reminder ? ReminderSeries : SupervisionSeries;
}
