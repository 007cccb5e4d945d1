using Ledger.Files;

namespace Ledger.Letters;

/// <summary>Which paper it is.</summary>
public enum LetterKind
{
    /// <summary>提醒函.</summary>
    Reminder,

    /// <summary>督办函.</summary>
    Supervision,
}

/// <summary>Where a letter stands.</summary>
public enum LetterState
{
    Draft,

    /// <summary>Approved by somebody who did not write it; not numbered yet.</summary>
    Approved,

    /// <summary>Numbered and sent; from here on its text is frozen.</summary>
    Sent,

    /// <summary>The unit has signed for it (签收).</summary>
    Signed,

    Answered,

    /// <summary>The office takes the answer as enough.</summary>
    Closed,

    /// <summary>Withdrawn with a reason; a number it had stays used.</summary>
    Void,
}

/// <summary>A letter of the office to a lead unit about one issue (提醒函、督办函).</summary>
public sealed class Letter
{
    public required Guid Id { get; init; }

    public required Guid RoundId { get; init; }

    public required Guid IssueId { get; init; }

    public required LetterKind Kind { get; set; }

    public LetterState State { get; set; } = LetterState.Draft;

    /// <summary>The step of the ladder that drafted it, unique; null when a person did.</summary>
    public string? Origin { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>The unit's name as printed.</summary>
    public required string Addressee { get; init; }

    /// <summary>Whom a copy goes to, as printed (抄送); may be empty.</summary>
    public required string CopiedTo { get; init; }

    /// <summary>The office's name under the letter.</summary>
    public required string Signature { get; init; }

    public required string Title { get; set; }

    /// <summary>Paragraphs by line; salutation, reply-by, closing words, signature and date are the paper's own.</summary>
    public required string Body { get; set; }

    /// <summary>By when the unit replies, a day in Asia/Shanghai.</summary>
    public required DateOnly ReplyBy { get; set; }

    /// <summary>Whose words these are: the last hand at the text.</summary>
    public required string WrittenBy { get; set; }

    public required string WrittenByName { get; set; }

    public required DateTimeOffset WrittenAt { get; set; }

    /// <summary>Never who wrote it: the database refuses it too.</summary>
    public string? ApprovedBy { get; set; }

    public string? ApprovedByName { get; set; }

    public DateTimeOffset? ApprovedAt { get; set; }

    /// <summary>代字; given with year and number when it is sent.</summary>
    public string? Series { get; set; }

    public int? Year { get; set; }

    public int? Number { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    public string? SentByName { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    public string? SignedByName { get; set; }

    public string? Answer { get; set; }

    /// <summary>What came with the answer.</summary>
    public List<StoredFile> AnswerFiles { get; } = [];

    public DateTimeOffset? AnsweredAt { get; set; }

    public string? AnsweredByName { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedByName { get; set; }

    public string? VoidReason { get; set; }

    public DateTimeOffset? VoidedAt { get; set; }

    public string? VoidedByName { get; set; }

    /// <summary>The number as printed, e.g. <c>整改办函〔2026〕3号</c>; null before it is sent.</summary>
    public string? PrintedNumber => Number is { } number ? FormattableString.Invariant($"{Series}〔{Year}〕{number}号") : null;

    /// <summary>Whether the unit still owes a reply.</summary>
    public bool AwaitsReply => State is LetterState.Sent or LetterState.Signed;

    /// <summary>What receipts for this letter are about.</summary>
    public string ReceiptSubject => $"letter/{Id:n}";
}

/// <summary>The last number given in a series and year. Its row is locked by whoever sends, so that numbers have no gaps and no doubles.</summary>
public sealed class LetterCounter
{
    public required string Series { get; init; }

    public required int Year { get; init; }

    public required int Last { get; init; }
}
