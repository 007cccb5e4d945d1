using System.Globalization;
using Ledger.History;
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
        SignOffReturned e => words["History_SignOffReturned", e.Round, e.Reason],
        IssueSignedOff e => words["History_IssueSignedOff", e.Round],
        WeekOpened e => words["History_WeekOpened", e.WeekOf.Written(culture)],
        WeeklyReportSubmitted e => words[e.IsLate ? "History_WeeklyReportLate" : "History_WeeklyReportSubmitted", e.WeekOf.Written(culture)],
        WeeklyReportReturned e => words["History_WeeklyReportReturned", e.WeekOf.Written(culture), e.Reason],
        WeeklyReportMissed e => words["History_WeeklyReportMissed", e.WeekOf.Written(culture), e.Misses],
        LightsChanged e => words["History_LightsChanged", e.To.YellowWithin, e.To.RedAfter, words.Of(e.To.Count)],
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
        NoteAdded e => words["History_NoteAdded", e.Text.Length > 120 ? e.Text[..120] + "…" : e.Text],
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
