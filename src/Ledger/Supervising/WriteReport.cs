using Ledger.Completing;
using Ledger.Files;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using static Ledger.Refusals.Refusals;

namespace Ledger.Supervising;

/// <summary>A weekly report as its unit wrote it.</summary>
/// <param name="Measures">The percentage of each measure reported on.</param>
public sealed record ReportText(string Progress, string Difficulties, string NextWeek, IReadOnlyList<MeasurePercent> Measures);

/// <summary>How far the measure with this ordinal has come.</summary>
public sealed record MeasurePercent(int Ordinal, int Percent);

/// <summary>The rule by which the lead unit, or the office for it, writes a weekly report: kept as a draft, or submitted.</summary>
public static class WriteReport
{
    /// <summary>Whether <paramref name="actor"/> may keep <paramref name="text"/> as a draft; drafts may have gaps.</summary>
    public static Outcome<ReportText> Keep(Issue issue, WeeklyReport? report, ReportText text, Actor actor)
    {
        if (!CompleteMeasure.SpeaksFor(issue, actor))
        {
            return OnlyTheLeadUnit;
        }

        if (!issue.Status.IsOpen())
        {
            return NotInProgress;
        }

        if (report?.State == ReportState.Submitted)
        {
            return ReportAlreadySubmitted;
        }

        if (text.Measures.FirstOrDefault(m => m.Percent is < 0 or > 100) is { } odd)
        {
            return PercentOutOfRange(odd.Ordinal);
        }

        return text.Measures.Any(said => issue.Measures.All(m => m.Ordinal != said.Ordinal))
            ? MeasureUnknown
            : text with { Progress = text.Progress.Trim(), Difficulties = text.Difficulties.Trim(), NextWeek = text.NextWeek.Trim() };
    }

    /// <summary>The file <paramref name="actor"/> may take back from a report that is not submitted.</summary>
    public static Outcome<StoredFile> TakeBack(Issue issue, WeeklyReport? report, Guid fileId, Actor actor)
    {
        var kept = Keep(issue, report, new ReportText(string.Empty, string.Empty, string.Empty, []), actor);
        return kept.IsRefused ? kept.Refusal : report?.Files.SingleOrDefault(f => f.Id == fileId) is { } file ? file : AttachmentUnknown;
    }

    /// <summary>Whether <paramref name="actor"/> may submit <paramref name="text"/> at <paramref name="now"/>: also after the cut-off, but then it is late.</summary>
    public static Outcome<WeeklyReportSubmitted> Submit(
        WeeklySupervision week, Issue issue, WeeklyReport? report, ReportText text, Actor actor, DateTimeOffset now)
    {
        var kept = Keep(issue, report, text, actor);
        if (kept.IsRefused)
        {
            return kept.Refusal;
        }

        if (kept.Value.Progress.Length == 0)
        {
            return ReportNeedsProgress;
        }

        return kept.Value.NextWeek.Length == 0
            ? ReportNeedsNextWeek
            : new WeeklyReportSubmitted(week.WeekOf, IsLate: now > week.CutOffAt, [.. text.Measures.OrderBy(m => m.Ordinal)]);
    }

    /// <summary>Writes the text into the report; the report's state stays.</summary>
    public static void Apply(WeeklyReport report, Issue issue, ReportText text, Actor actor, DateTimeOffset now)
    {
        (report.Progress, report.Difficulties, report.NextWeek) = (text.Progress, text.Difficulties, text.NextWeek);
        (report.WrittenBy, report.WrittenByName, report.WrittenAt) = (actor.Id, actor.Name, now);
        foreach (var said in text.Measures)
        {
            var measure = issue.Measures.Single(m => m.Ordinal == said.Ordinal);
            if (report.Measures.SingleOrDefault(m => m.MeasureId == measure.Id) is { } known)
            {
                known.Percent = said.Percent;
            }
            else
            {
                report.Measures.Add(new MeasureReport { SupervisionId = report.SupervisionId, IssueId = issue.Id, MeasureId = measure.Id, Percent = said.Percent });
            }
        }
    }

    /// <summary>Submits the report and carries what it says of the measures onto them.</summary>
    public static void Apply(WeeklyReport report, Issue issue, WeeklyReportSubmitted submitted, DateTimeOffset now)
    {
        report.State = ReportState.Submitted;
        report.SubmittedAt = now;
        report.InTime |= !submitted.IsLate;
        foreach (var said in submitted.Measures)
        {
            issue.Measures.Single(m => m.Ordinal == said.Ordinal).Progress = said.Percent;
        }
    }
}
