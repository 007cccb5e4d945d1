using System.Globalization;
using Ledger.History;
using Ledger.SigningOff;
using Microsoft.Extensions.Localization;

namespace Host.Localization;

/// <summary>What stands typed in the history, said as a sentence.</summary>
public static class HistorySentences
{
    /// <summary>The sentence without who and when: those stand beside it.</summary>
    public static string Say(this IStringLocalizer<Words> words, HistoryEvent what, CultureInfo culture) => what switch
    {
        NoticeImported e => words["History_NoticeImported", e.FileName, e.Issues, e.Measures, e.Unplaced],
        IssueRegistered e => words["History_IssueRegistered", e.Number, e.Measures],
        IssueAssigned e => Assigned(words, e, culture),
        LeadLeaderReplaced e => words["History_LeadLeaderReplaced", e.From, e.To],
        MeasureCompleted e => words["History_MeasureCompleted", e.Ordinal, e.On.Written(culture)],
        SignOffRequested e => words["History_SignOffRequested", e.Round, e.Statement],
        SignOffReturned { Step: null } e => words["History_SignOffReturned", e.Round, e.Reason],
        SignOffReturned e => words["History_SignOffReturnedAt", words.StepName(e.Step!.Value, e.Title), e.Round, e.Reason]
            + (e.Demands is null ? "" : words["History_Demands", string.Join("；", e.Demands)]) + For(words, e.For),
        IssueSignedOff e => words["History_IssueSignedOff", e.Round] + For(words, e.For),
        SignOffWithdrawn e => words["History_SignOffWithdrawn", e.Round, e.Reason],
        SignOffAgreed e => words["History_SignOffAgreed", words.StepName(e.Step, e.Title), e.Round] + For(words, e.For) + Opinion(words, e.Opinion),
        SignOffStepSkipped e => words["History_SignOffStepSkipped", words.StepName(e.Step, null), words[$"Skip_{e.Because}"].Value, e.Round],
        SiteCheckAsked e => words["History_SiteCheckAsked", e.AskedFor],
        SiteCheckRecorded e => words["History_SiteCheckRecorded", e.HeldOn.Written(culture), e.People, e.Findings],
        OwnStepDecided e => words[e.Agreed ? "History_OwnStepAgreed" : "History_OwnStepReturned", e.Title] + For(words, e.For) + Opinion(words, e.Opinion),
        IssueAccepted => words["History_IssueAccepted"],
        ExtensionAsked e => words["History_ExtensionAsked", e.Ordinal, e.To.Written(culture), e.Reason],
        ExtensionDecided e => words["History_ExtensionDecided", e.Ordinal, e.To.Written(culture), words[$"ExtensionOutcome_{e.Outcome}"].Value]
            + For(words, e.For) + Opinion(words, e.Opinion),
        LookBackBegun => words["History_LookBackBegun"],
        LookBackHeld e => words["History_LookBackHeld", e.Finding],
        IssueRebounded e => words["History_IssueRebounded", e.Cycle, e.Measures, e.Deadline.Written(culture), e.Finding],
        WeekOpened e => words["History_WeekOpened", e.WeekOf.Written(culture)],
        WeeklyReportSubmitted e => words[e.IsLate ? "History_WeeklyReportLate" : "History_WeeklyReportSubmitted", e.WeekOf.Written(culture)],
        WeeklyReportReturned e => words["History_WeeklyReportReturned", e.WeekOf.Written(culture), e.Reason],
        WeeklyReportMissed e => words["History_WeeklyReportMissed", e.WeekOf.Written(culture), e.Misses],
        LightsChanged e => words["History_LightsChanged", e.To.YellowWithin, e.To.RedAfter, words.Of(e.To.Count), words[e.To.YellowBehindPlan ? "Yes" : "No"]],
        LadderChanged e => words["History_LadderChanged", e.Name, e.Steps.Count],
        LadderExceptionSet { Reason: null } => words["History_LadderExceptionRemoved"],
        LadderExceptionSet e => words["History_LadderException", words.Join(Exceptions(words, e, culture)), e.Reason!],
        CalendarLoaded e => words["History_CalendarLoaded", e.Year, e.Source, e.DaysOff, e.MakeUpDays],
        DayOverridden e => words[e.IsOff ? "History_DayOff" : "History_DayWorked", e.Day.Written(culture), e.Name],
        DayOverrideRemoved e => words["History_DayOverrideRemoved", e.Day.Written(culture)],
        DeadlineSettled e when e.Was == e.DueOn => words["History_DeadlineConfirmed", e.Ordinal, e.Deadline.Written(culture)],
        DeadlineSettled e => words["History_DeadlineMoved", e.Ordinal, e.Deadline.Written(culture), e.Was.Written(culture), e.DueOn.Written(culture)],
        LifeCycleMoved e => words["History_LifeCycleMoved", e.From, e.To],
        MeetingOpened e => words["History_MeetingOpened", e.HalfMonthFrom.Written(culture)],
        NoteAdded { Files: { Count: > 0 } files } e => words["History_NoteAddedWithFiles", Short(e.Text), words.Join(files)],
        NoteAdded e => words["History_NoteAdded", Short(e.Text)],
        RhythmSet e => words["History_RhythmSet", $"{culture.DateTimeFormat.GetDayName(e.Weekly.CutOffDay)} {e.Weekly.CutOffTime.ToString("HH:mm", culture)}", e.Letters.ReplyWithinWorkingDays],
        MeetingClosed e => words["History_MeetingClosed", e.HalfMonthFrom.Written(culture), e.Decisions],
        DecisionTaken e => words["History_DecisionTaken", e.Text, e.Owner, e.DueOn.Written(culture)],
        DecisionDone e => words["History_DecisionDone", e.Text, e.Result],
        LetterDrafted e => words["History_LetterDrafted", words.Of(e.Letter), e.Title],
        LetterApproved e => words["History_LetterApproved", words.Of(e.Letter), e.Title],
        LetterSent e => words["History_LetterSent", e.Number, e.Addressee, e.ReplyBy.Written(culture)],
        LetterSigned e => words["History_LetterSigned", e.Number, e.By],
        LetterAnswered e => words["History_LetterAnswered", e.Number, e.Answer],
        LetterClosed e => words["History_LetterClosed", e.Number],
        LetterVoided e => words["History_LetterVoided", e.Number ?? e.Title, e.Reason],
        _ => what.GetType().Name,
    };

    /// <summary>Names in a row: 、 in Chinese, commas in English.</summary>
    public static string Join(this IStringLocalizer<Words> words, IEnumerable<string> names) => string.Join(words["ListComma"], names);

    private static IEnumerable<string> Exceptions(IStringLocalizer<Words> words, LadderExceptionSet e, CultureInfo culture)
    {
        if (e.SilentUntil is { } day)
        {
            yield return words["ExceptionSilent", day.Written(culture)];
        }

        if (e.Ladder is { } ladder)
        {
            yield return words["ExceptionLadder", ladder];
        }

        if (e.Listeners.Count > 0)
        {
            yield return words["ExceptionListeners", words.Join(e.Listeners)];
        }
    }

    /// <summary>What a step of a sign-off is called; one of the office's own by the name it was drawn with.</summary>
    public static string StepName(this IStringLocalizer<Words> words, SignOffStepKind kind, string? taskName) =>
        kind == SignOffStepKind.Extra ? words["StepName_Extra", taskName ?? ""] : words[$"StepName_{kind}"];

    /// <summary>A file's size for people.</summary>
    public static string Size(this IStringLocalizer<Words> words, long bytes) => bytes switch
    {
        >= 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB"),
    };

    private static string Short(string text) => text.Length > 120 ? text[..120] + "…" : text;

    private static string For(IStringLocalizer<Words> words, string? principal) => principal is null ? "" : words["History_For", principal];

    private static string Opinion(IStringLocalizer<Words> words, string? opinion) => opinion is null ? "" : words["History_Opinion", opinion];

    private static string Assigned(IStringLocalizer<Words> words, IssueAssigned e, CultureInfo culture)
    {
        var leaders = words.Join(e.LeadLeaders);
        var last = e.Deadlines.Max(d => d.Deadline);
        var sentence = e.ResponsibleUnits.Count == 0
            ? words["History_IssueAssigned", e.LeadUnit, leaders]
            : words["History_IssueAssignedShared", e.LeadUnit, leaders, words.Join(e.ResponsibleUnits)];
        return last is null ? sentence : sentence + words["History_LastDeadline", last.Written(culture)];
    }
}
