using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Supervising;

/// <summary>One issue's report of one week with what its page needs: the issue, and what was planned the week before.</summary>
/// <param name="Report">Null while nothing has been written; a draft is shown to whoever may write it only.</param>
/// <param name="PlannedLast">What the last submitted report before this week planned.</param>
public sealed record ReportDossier(WeeklySupervision Week, WeeklyDuty Duty, Issue Issue, string Title, WeeklyReport? Report, string? PlannedLast)
{
    /// <summary>The report of <paramref name="issueId"/> in the week, if it is owed and <paramref name="viewer"/> may see the issue.</summary>
    public static async Task<ReportDossier?> FindAsync(
        LedgerDb db, Actor viewer, Guid weekId, Guid issueId, CancellationToken cancellationToken)
    {
        var week = await db.WeeklySupervisions.AsNoTracking().SingleOrDefaultAsync(w => w.Id == weekId, cancellationToken);
        var duty = await db.WeeklyDuties.AsNoTracking()
            .SingleOrDefaultAsync(d => d.SupervisionId == weekId && d.IssueId == issueId, cancellationToken);
        var issue = await db.Issues.AsNoTracking().VisibleTo(viewer).Include(i => i.LeadUnit).Include(i => i.Measures.OrderBy(m => m.Ordinal))
            .SingleOrDefaultAsync(i => i.Id == issueId, cancellationToken);
        if (week is null || duty is null || issue is null)
        {
            return null;
        }

        var report = await db.WeeklyReports.AsNoTracking().Include(r => r.Measures).Include(r => r.Files.OrderBy(f => f.UploadedAt).ThenBy(f => f.Name)).ThenInclude(f => f.Content)
            .SingleOrDefaultAsync(r => r.SupervisionId == weekId && r.IssueId == issueId, cancellationToken);
        var planned = await (
            from before in db.WeeklyReports
            join of in db.WeeklySupervisions on before.SupervisionId equals of.Id
            where before.IssueId == issueId && before.State == ReportState.Submitted && of.WeekOf < week.WeekOf
            orderby of.WeekOf descending
            select before.NextWeek).FirstOrDefaultAsync(cancellationToken);
        var mayReadDraft = Completing.CompleteMeasure.SpeaksFor(issue, viewer);
        return new ReportDossier(
            week, duty, issue, IssueTitle.Of(issue.Heading, issue.Text),
            report is { State: ReportState.Draft } && !mayReadDraft ? null : report, planned);
    }
}
