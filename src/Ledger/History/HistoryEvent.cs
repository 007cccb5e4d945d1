using System.Text.Json.Serialization;
using Ledger.Deadlines;
using Ledger.Extending;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Scheduling;
using Ledger.SigningOff;
using Ledger.Supervising;

namespace Ledger.History;

/// <summary>Everything that can stand in the history. The kind is the JSON's <c>kind</c>; a kind is never renamed.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(NoticeImported), "notice-imported")]
[JsonDerivedType(typeof(IssueRegistered), "issue-registered")]
[JsonDerivedType(typeof(IssueAssigned), "issue-assigned")]
[JsonDerivedType(typeof(LeadLeaderReplaced), "lead-leader-replaced")]
[JsonDerivedType(typeof(MeasureCompleted), "measure-completed")]
[JsonDerivedType(typeof(SignOffRequested), "sign-off-requested")]
[JsonDerivedType(typeof(SignOffReturned), "sign-off-returned")]
[JsonDerivedType(typeof(SignOffWithdrawn), "sign-off-withdrawn")]
[JsonDerivedType(typeof(IssueSignedOff), "issue-signed-off")]
[JsonDerivedType(typeof(LifeCycleMoved), "life-cycle-moved")]
[JsonDerivedType(typeof(WeekOpened), "week-opened")]
[JsonDerivedType(typeof(WeeklyReportSubmitted), "weekly-report-submitted")]
[JsonDerivedType(typeof(WeeklyReportReturned), "weekly-report-returned")]
[JsonDerivedType(typeof(WeeklyReportMissed), "weekly-report-missed")]
[JsonDerivedType(typeof(MeetingOpened), "meeting-opened")]
[JsonDerivedType(typeof(CalendarLoaded), "calendar-loaded")]
[JsonDerivedType(typeof(DayOverridden), "day-overridden")]
[JsonDerivedType(typeof(DayOverrideRemoved), "day-override-removed")]
[JsonDerivedType(typeof(DeadlineSettled), "deadline-settled")]
[JsonDerivedType(typeof(LadderChanged), "ladder-changed")]
[JsonDerivedType(typeof(LightsChanged), "lights-changed")]
[JsonDerivedType(typeof(LadderExceptionSet), "ladder-exception-set")]
[JsonDerivedType(typeof(NoteAdded), "note-added")]
[JsonDerivedType(typeof(RhythmSet), "rhythm-set")]
[JsonDerivedType(typeof(MeetingClosed), "meeting-closed")]
[JsonDerivedType(typeof(DecisionTaken), "decision-taken")]
[JsonDerivedType(typeof(DecisionDone), "decision-done")]
[JsonDerivedType(typeof(LetterDrafted), "letter-drafted")]
[JsonDerivedType(typeof(LetterApproved), "letter-approved")]
[JsonDerivedType(typeof(LetterSent), "letter-sent")]
[JsonDerivedType(typeof(LetterSigned), "letter-signed")]
[JsonDerivedType(typeof(LetterAnswered), "letter-answered")]
[JsonDerivedType(typeof(LetterClosed), "letter-closed")]
[JsonDerivedType(typeof(LetterVoided), "letter-voided")]
[JsonDerivedType(typeof(IssueAccepted), "issue-accepted")]
[JsonDerivedType(typeof(SignOffAgreed), "sign-off-agreed")]
[JsonDerivedType(typeof(SignOffStepSkipped), "sign-off-step-skipped")]
[JsonDerivedType(typeof(SiteCheckAsked), "site-check-asked")]
[JsonDerivedType(typeof(SiteCheckRecorded), "site-check-recorded")]
[JsonDerivedType(typeof(OwnStepDecided), "own-step-decided")]
[JsonDerivedType(typeof(ExtensionAsked), "extension-asked")]
[JsonDerivedType(typeof(ExtensionDecided), "extension-decided")]
[JsonDerivedType(typeof(LookBackBegun), "look-back-begun")]
[JsonDerivedType(typeof(LookBackHeld), "look-back-held")]
[JsonDerivedType(typeof(IssueRebounded), "issue-rebounded")]
public abstract record HistoryEvent;

public sealed record NoticeImported(string FileName, string Sha256, int Issues, int Measures, int Unplaced) : HistoryEvent;

public sealed record IssueRegistered(int Number, int Measures) : HistoryEvent;

/// <summary>Names as they stood then: a later change of the roster does not rewrite history.</summary>
public sealed record IssueAssigned(
    string LeadUnit,
    IReadOnlyList<string> LeadLeaders,
    IReadOnlyList<string> ResponsibleUnits,
    IReadOnlyList<MeasureDeadline> Deadlines) : HistoryEvent;

public sealed record MeasureDeadline(int Ordinal, DeadlineKind Kind, DateOnly? Deadline);

/// <summary>A lead leader left the roster and another took his place.</summary>
public sealed record LeadLeaderReplaced(string From, string To) : HistoryEvent;

public sealed record MeasureCompleted(int Ordinal, DateOnly On) : HistoryEvent;

public sealed record SignOffRequested(int Round, string Statement, int Evidence = 0) : HistoryEvent;

/// <param name="Step">The step it was returned at; null in entries of the time when the office alone decided.</param>
/// <param name="Title">What a step of the office's own is called.</param>
/// <param name="For">Name of the one in whose place it was said.</param>
public sealed record SignOffReturned(
    int Round, string Reason, SignOffStepKind? Step = null, string? Title = null, string? For = null, IReadOnlyList<string>? Demands = null) : HistoryEvent;

/// <inheritdoc cref="SignOffReturned"/>
public sealed record IssueSignedOff(int Round, IssueStatus From, IssueStatus To, string? For = null) : HistoryEvent;

/// <summary>The lead unit has taken its request back.</summary>
public sealed record SignOffWithdrawn(int Round, string Reason) : HistoryEvent;

/// <summary>The lead unit has signed for the issue.</summary>
public sealed record IssueAccepted : HistoryEvent;

/// <inheritdoc cref="SignOffReturned"/>
public sealed record SignOffAgreed(int Round, SignOffStepKind Step, string? Title, string? For, string? Opinion) : HistoryEvent;

public sealed record SignOffStepSkipped(int Round, SignOffStepKind Step, SkipReason Because) : HistoryEvent;

public sealed record SiteCheckAsked(int Round, string AskedFor) : HistoryEvent;

public sealed record SiteCheckRecorded(int Round, DateOnly HeldOn, string People, string Findings) : HistoryEvent;

/// <summary>A step the office drew itself, outside a sign-off.</summary>
public sealed record OwnStepDecided(string Title, bool Agreed, string? Opinion, string? For = null) : HistoryEvent;

public sealed record ExtensionAsked(int Ordinal, int Number, DateOnly From, DateOnly To, string Reason) : HistoryEvent;

public sealed record ExtensionDecided(
    int Ordinal, int Number, DateOnly From, DateOnly To, ExtensionOutcome Outcome, string? Opinion, string? For) : HistoryEvent;

public sealed record LookBackBegun(int Cycle) : HistoryEvent;

public sealed record LookBackHeld(int Cycle, string Finding) : HistoryEvent;

public sealed record IssueRebounded(int Cycle, string Finding, int Measures, DateOnly Deadline) : HistoryEvent;

/// <summary>The issue's workflow goes on in another version of the life cycle.</summary>
public sealed record LifeCycleMoved(int From, int To) : HistoryEvent;

public sealed record WeekOpened(DateOnly WeekOf) : HistoryEvent;

/// <param name="IsLate">Submitted after the cut-off.</param>
public sealed record WeeklyReportSubmitted(DateOnly WeekOf, bool IsLate, IReadOnlyList<MeasurePercent> Measures) : HistoryEvent;

public sealed record WeeklyReportReturned(DateOnly WeekOf, string Reason) : HistoryEvent;

/// <param name="Misses">How many in a row, from 1.</param>
public sealed record WeeklyReportMissed(DateOnly WeekOf, int Misses) : HistoryEvent;

public sealed record MeetingOpened(DateOnly HalfMonthFrom) : HistoryEvent;

public sealed record CalendarLoaded(int Year, string Source, int DaysOff, int MakeUpDays) : HistoryEvent;

public sealed record DayOverridden(DateOnly Day, bool IsOff, string Name) : HistoryEvent;

public sealed record DayOverrideRemoved(DateOnly Day) : HistoryEvent;

/// <summary>The calendar has changed: a deadline became sure, or runs to another day than before.</summary>
public sealed record DeadlineSettled(int Ordinal, DateOnly Deadline, DateOnly? Was, DateOnly DueOn, bool Provisional) : HistoryEvent;

/// <summary>The ladder as it stands from now on.</summary>
public sealed record LadderChanged(string Name, IReadOnlyList<LadderStep> Steps) : HistoryEvent;

public sealed record LightsChanged(LightSettings From, LightSettings To) : HistoryEvent;

/// <summary>What is different for this issue from now on; all empty means nothing any more.</summary>
public sealed record LadderExceptionSet(DateOnly? SilentUntil, string? Ladder, IReadOnlyList<string> Listeners, string? Reason) : HistoryEvent;

/// <summary>Somebody answered a mail about the issue.</summary>
/// <param name="Files">Names of the files that came with it and were taken; null where there were none.</param>
public sealed record NoteAdded(string Text, IReadOnlyList<string>? Files = null) : HistoryEvent;

/// <summary>How the round supervises, meets and writes letters from now on.</summary>
public sealed record RhythmSet(WeeklySettings Weekly, SchedulingSettings Scheduling, LetterSettings Letters) : HistoryEvent;

public sealed record MeetingClosed(DateOnly HalfMonthFrom, int Decisions) : HistoryEvent;

public sealed record DecisionTaken(DateOnly HalfMonthFrom, string Text, string Owner, DateOnly DueOn) : HistoryEvent;

public sealed record DecisionDone(string Text, string Result) : HistoryEvent;

public sealed record LetterDrafted(LetterKind Letter, string Title) : HistoryEvent;

public sealed record LetterApproved(LetterKind Letter, string Title) : HistoryEvent;

/// <param name="Number">As printed, e.g. 整改办函〔2026〕3号.</param>
public sealed record LetterSent(LetterKind Letter, string Number, string Addressee, DateOnly ReplyBy) : HistoryEvent;

public sealed record LetterSigned(string Number, string By) : HistoryEvent;

public sealed record LetterAnswered(string Number, string Answer) : HistoryEvent;

public sealed record LetterClosed(string Number) : HistoryEvent;

/// <param name="Number">Null when it was withdrawn before it had one.</param>
public sealed record LetterVoided(string? Number, string Title, string Reason) : HistoryEvent;
