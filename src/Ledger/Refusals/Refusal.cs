namespace Ledger.Refusals;

/// <summary>How a surface answers a refusal: the web layer maps each kind once to an HTTP status.</summary>
public enum RefusalKind
{
    /// <summary>The request itself cannot be right (HTTP 400).</summary>
    Invalid,

    /// <summary>What it speaks of is not there, or not for this person (HTTP 404).</summary>
    NotFound,

    /// <summary>The state has moved on, or does not allow it now (HTTP 409).</summary>
    Conflict,

    /// <summary>This person may not do it (HTTP 403).</summary>
    Forbidden,
}

/// <summary>
/// An expected "no": a named value, never an exception. <paramref name="Code"/> is the key of its zh-CN and en text
/// in <c>RefusalTexts.resx</c>; <paramref name="Arguments"/> fill the text's numbered places.
/// </summary>
public sealed record Refusal(string Code, RefusalKind Kind, params IReadOnlyList<object> Arguments);

/// <summary>Every refusal the ledger's rules can give, one line each.</summary>
public static class Refusals
{
    public static Refusal IssueNotFound { get; } = new("IssueNotFound", RefusalKind.NotFound);
    public static Refusal OnlyTheOffice { get; } = new("OnlyTheOffice", RefusalKind.Forbidden);
    public static Refusal OnlyTheLeadUnit { get; } = new("OnlyTheLeadUnit", RefusalKind.Forbidden);
    public static Refusal AlreadyAssigned { get; } = new("AlreadyAssigned", RefusalKind.Conflict);
    public static Refusal NoLeadLeader { get; } = new("NoLeadLeader", RefusalKind.Invalid);
    public static Refusal LeadUnitAlsoResponsible { get; } = new("LeadUnitAlsoResponsible", RefusalKind.Invalid);
    public static Refusal IssueWithoutMeasures { get; } = new("IssueWithoutMeasures", RefusalKind.Conflict);
    public static Refusal UnitUnknown { get; } = new("UnitUnknown", RefusalKind.Invalid);
    public static Refusal LeaderUnknown { get; } = new("LeaderUnknown", RefusalKind.Invalid);
    public static Refusal EveryMeasureNeedsADeadline(int ordinal) => new("EveryMeasureNeedsADeadline", RefusalKind.Invalid, ordinal);
    public static Refusal MeasureUnknown { get; } = new("MeasureUnknown", RefusalKind.Invalid);
    public static Refusal MeasureAlreadyDone { get; } = new("MeasureAlreadyDone", RefusalKind.Conflict);
    public static Refusal NotInProgress { get; } = new("NotInProgress", RefusalKind.Conflict);
    public static Refusal MeasuresStillOpen(int open) => new("MeasuresStillOpen", RefusalKind.Conflict, open);
    public static Refusal StatementMissing { get; } = new("StatementMissing", RefusalKind.Invalid);
    public static Refusal NoteEmpty { get; } = new("NoteEmpty", RefusalKind.Invalid);
    public static Refusal NoteFromSomebodyNotConcerned { get; } = new("NoteFromSomebodyNotConcerned", RefusalKind.Forbidden);
    public static Refusal NothingToDecide { get; } = new("NothingToDecide", RefusalKind.Conflict);
    public static Refusal NobodyDecidesOnHisOwnRequest { get; } = new("NobodyDecidesOnHisOwnRequest", RefusalKind.Forbidden);
    public static Refusal OnlyTheApplicant { get; } = new("OnlyTheApplicant", RefusalKind.Forbidden);
    public static Refusal WithdrawalNeedsAReason { get; } = new("WithdrawalNeedsAReason", RefusalKind.Invalid);
    public static Refusal RequestLeadsOn(string task) => new("RequestLeadsOn", RefusalKind.Conflict, task);
    public static Refusal RefusedExtensionNeedsAReason { get; } = new("RefusedExtensionNeedsAReason", RefusalKind.Invalid);

    public static Refusal ReturnNeedsAReason { get; } = new("ReturnNeedsAReason", RefusalKind.Invalid);
    public static Refusal ReportAlreadySubmitted { get; } = new("ReportAlreadySubmitted", RefusalKind.Conflict);
    public static Refusal ReportNotSubmitted { get; } = new("ReportNotSubmitted", RefusalKind.Conflict);
    public static Refusal ReportNotOwed { get; } = new("ReportNotOwed", RefusalKind.NotFound);
    public static Refusal ReportNeedsProgress { get; } = new("ReportNeedsProgress", RefusalKind.Invalid);
    public static Refusal ReportNeedsNextWeek { get; } = new("ReportNeedsNextWeek", RefusalKind.Invalid);
    public static Refusal PercentOutOfRange(int ordinal) => new("PercentOutOfRange", RefusalKind.Invalid, ordinal);
    public static Refusal LetterNotFound { get; } = new("LetterNotFound", RefusalKind.NotFound);
    public static Refusal LetterNeedsAnOpenIssue { get; } = new("LetterNeedsAnOpenIssue", RefusalKind.Conflict);
    public static Refusal LetterIsFrozen { get; } = new("LetterIsFrozen", RefusalKind.Conflict);
    public static Refusal LetterNeedsWords { get; } = new("LetterNeedsWords", RefusalKind.Invalid);
    public static Refusal ReplyByMustLieAhead { get; } = new("ReplyByMustLieAhead", RefusalKind.Invalid);
    public static Refusal NotYoursToApprove { get; } = new("NotYoursToApprove", RefusalKind.Forbidden);
    public static Refusal LetterMovedOn { get; } = new("LetterMovedOn", RefusalKind.Conflict);
    public static Refusal NobodyApprovesHisOwnLetter { get; } = new("NobodyApprovesHisOwnLetter", RefusalKind.Forbidden);
    public static Refusal LetterNotApproved { get; } = new("LetterNotApproved", RefusalKind.Conflict);
    public static Refusal OnlyTheAddressee { get; } = new("OnlyTheAddressee", RefusalKind.Forbidden);
    public static Refusal AnswerMissing { get; } = new("AnswerMissing", RefusalKind.Invalid);
    public static Refusal VoidNeedsAReason { get; } = new("VoidNeedsAReason", RefusalKind.Invalid);
    public static Refusal MeetingNotFound { get; } = new("MeetingNotFound", RefusalKind.NotFound);
    public static Refusal MeetingIsClosed { get; } = new("MeetingIsClosed", RefusalKind.Conflict);
    public static Refusal MeetingNeedsAPlace { get; } = new("MeetingNeedsAPlace", RefusalKind.Invalid);
    public static Refusal MeetingMustLieAhead { get; } = new("MeetingMustLieAhead", RefusalKind.Invalid);
    public static Refusal MeetingNeedsARecord { get; } = new("MeetingNeedsARecord", RefusalKind.Invalid);
    public static Refusal DecisionNeedsWords { get; } = new("DecisionNeedsWords", RefusalKind.Invalid);
    public static Refusal DecisionNeedsAnOwner { get; } = new("DecisionNeedsAnOwner", RefusalKind.Invalid);
    public static Refusal DecisionNeedsADay { get; } = new("DecisionNeedsADay", RefusalKind.Invalid);
    public static Refusal DecisionNeedsAResult { get; } = new("DecisionNeedsAResult", RefusalKind.Invalid);
    public static Refusal DecisionAlreadyDone { get; } = new("DecisionAlreadyDone", RefusalKind.Conflict);
    public static Refusal OnlyTheOwner { get; } = new("OnlyTheOwner", RefusalKind.Forbidden);
    public static Refusal RhythmOutOfRange { get; } = new("RhythmOutOfRange", RefusalKind.Invalid);
    public static Refusal LetterSeriesMissing { get; } = new("LetterSeriesMissing", RefusalKind.Invalid);
    public static Refusal OnlyTheHeadOfTheUnit { get; } = new("OnlyTheHeadOfTheUnit", RefusalKind.Forbidden);
    public static Refusal OnlyTheLeadLeaders { get; } = new("OnlyTheLeadLeaders", RefusalKind.Forbidden);
    public static Refusal OnlyTheLeadingGroup { get; } = new("OnlyTheLeadingGroup", RefusalKind.Forbidden);
    public static Refusal AlreadySpokenInThisRound { get; } = new("AlreadySpokenInThisRound", RefusalKind.Forbidden);
    public static Refusal OwnStepDecidedBy(string step, string by) => new("OwnStepDecidedBy", RefusalKind.Conflict, step, by);
    public static Refusal OwnStepDropped(string step) => new("OwnStepDropped", RefusalKind.Conflict, step);
    public static Refusal StepDecidedBy(int round, string by) => new("StepDecidedBy", RefusalKind.Conflict, round, by);
    public static Refusal SiteCheckStillOpen { get; } = new("SiteCheckStillOpen", RefusalKind.Conflict);
    public static Refusal SiteCheckNeeded { get; } = new("SiteCheckNeeded", RefusalKind.Conflict);
    public static Refusal SiteCheckNeedsAPurpose { get; } = new("SiteCheckNeedsAPurpose", RefusalKind.Invalid);
    public static Refusal SiteCheckIncomplete { get; } = new("SiteCheckIncomplete", RefusalKind.Invalid);
    public static Refusal SiteCheckRecordedBy(string by) => new("SiteCheckRecordedBy", RefusalKind.Conflict, by);
    public static Refusal MeasureWithoutEvidence(int ordinal) => new("MeasureWithoutEvidence", RefusalKind.Conflict, ordinal);
    public static Refusal AttachmentUnknown { get; } = new("AttachmentUnknown", RefusalKind.NotFound);
    public static Refusal EvidenceUnknown { get; } = new("EvidenceUnknown", RefusalKind.NotFound);
    public static Refusal EvidenceHandedIn { get; } = new("EvidenceHandedIn", RefusalKind.Conflict);
    public static Refusal AlreadyAccepted(string by) => new("AlreadyAccepted", RefusalKind.Conflict, by);
    public static Refusal ExtensionAlreadyAsked { get; } = new("ExtensionAlreadyAsked", RefusalKind.Conflict);
    public static Refusal ExtensionsUsedUp(int times) => new("ExtensionsUsedUp", RefusalKind.Conflict, times);
    public static Refusal NewDeadlineNotLater { get; } = new("NewDeadlineNotLater", RefusalKind.Invalid);
    public static Refusal ExtensionNeedsAReason { get; } = new("ExtensionNeedsAReason", RefusalKind.Invalid);
    public static Refusal ExtensionDecidedBy(string by) => new("ExtensionDecidedBy", RefusalKind.Conflict, by);
    public static Refusal NoLookBackPlanned { get; } = new("NoLookBackPlanned", RefusalKind.Conflict);
    public static Refusal LookBackAlreadyOpen { get; } = new("LookBackAlreadyOpen", RefusalKind.Conflict);
    public static Refusal LookBackDoneBy(string by) => new("LookBackDoneBy", RefusalKind.Conflict, by);
    public static Refusal LookBackIncomplete { get; } = new("LookBackIncomplete", RefusalKind.Invalid);
    public static Refusal LookBackDoesNotHold { get; } = new("LookBackDoesNotHold", RefusalKind.Invalid);
    public static Refusal ReboundNeedsMeasures { get; } = new("ReboundNeedsMeasures", RefusalKind.Invalid);
    public static Refusal ReboundNeedsASuccessor(string left) => new("ReboundNeedsASuccessor", RefusalKind.Invalid, left);
    public static Refusal OnlyHeadsAndLeadersDelegate { get; } = new("OnlyHeadsAndLeadersDelegate", RefusalKind.Forbidden);
    public static Refusal DelegateUnsuitable { get; } = new("DelegateUnsuitable", RefusalKind.Invalid);
    public static Refusal DelegationDaysWrong(int days) => new("DelegationDaysWrong", RefusalKind.Invalid, days);
    public static Refusal FileEmpty(string name) => new("FileEmpty", RefusalKind.Invalid, name);
    public static Refusal FileTooLarge(string name, int megabytes) => new("FileTooLarge", RefusalKind.Invalid, name, megabytes);
    public static Refusal FileKindNotTaken(string name) => new("FileKindNotTaken", RefusalKind.Invalid, name);
    public static Refusal FileNameDoesNotFit(string name, string kind) => new("FileNameDoesNotFit", RefusalKind.Invalid, name, kind);
    public static Refusal ArchiveTooLarge { get; } = new("ArchiveTooLarge", RefusalKind.Invalid);
    public static Refusal ArchiveBroken { get; } = new("ArchiveBroken", RefusalKind.Invalid);
    public static Refusal ArchiveHoldsAProgram(string name) => new("ArchiveHoldsAProgram", RefusalKind.Invalid, name);
    public static Refusal MacrosNotTaken { get; } = new("MacrosNotTaken", RefusalKind.Invalid);
    public static Refusal FileQuotaUsedUp(int megabytes) => new("FileQuotaUsedUp", RefusalKind.Conflict, megabytes);
    public static Refusal ChooseAFile { get; } = new("ChooseAFile", RefusalKind.Invalid);
    public static Refusal StepNotAgreedByAll { get; } = new("StepNotAgreedByAll", RefusalKind.Conflict);
    public static Refusal NoticeAlreadyImported(string title) => new("NoticeAlreadyImported", RefusalKind.Conflict, title);
    public static Refusal RosterDoesNotFit(string what) => new("RosterDoesNotFit", RefusalKind.Invalid, what);
}
