using Ledger.History;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Supervising;

/// <summary>The rule by which the office sends a weekly report back (退回), with what it asks for.</summary>
public static class ReturnReport
{
    /// <summary>Whether <paramref name="actor"/> may return <paramref name="report"/> for <paramref name="reason"/>.</summary>
    public static Outcome<WeeklyReportReturned> Decide(WeeklySupervision week, WeeklyReport? report, string? reason, Actor actor)
    {
        if (actor.Role != Role.Office)
        {
            return OnlyTheOffice;
        }

        if (report?.State != ReportState.Submitted)
        {
            return ReportNotSubmitted;
        }

        return string.IsNullOrWhiteSpace(reason) ? ReturnNeedsAReason : new WeeklyReportReturned(week.WeekOf, reason.Trim());
    }

    /// <summary>Returns it; before the cut-off the unit has to submit again in time.</summary>
    public static void Apply(WeeklySupervision week, WeeklyReport report, WeeklyReportReturned returned, DateTimeOffset now)
    {
        report.State = ReportState.Returned;
        report.Returns++;
        report.ReturnReason = returned.Reason;
        report.InTime &= now > week.CutOffAt;
    }
}
