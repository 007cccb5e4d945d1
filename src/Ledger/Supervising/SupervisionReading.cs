using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Supervising;

/// <summary>How one duty of a week stands, for a list.</summary>
public enum DutyStanding
{
    /// <summary>Nothing has been submitted, and the cut-off has not passed.</summary>
    Owed,

    /// <summary>The cut-off has passed without a report.</summary>
    Missed,

    Submitted,

    /// <summary>Submitted after the cut-off.</summary>
    SubmittedLate,

    /// <summary>Sent back, to be submitted again.</summary>
    Returned,

    /// <summary>The issue has been signed off: nothing is owed.</summary>
    Released,
}

/// <summary>One line of a week's list.</summary>
/// <param name="Percent">Mean progress over the issue's measures as they stand now; null for an issue without measures.</param>
public sealed record DutyLine(
    Guid IssueId, int Number, string Title, Guid UnitId, string Unit, DutyStanding Standing, int Misses, DateTimeOffset? SubmittedAt, int? Percent);

/// <summary>A week as its page shows it, cut down to what the viewer may see.</summary>
public sealed record WeekView(WeeklySupervision Week, IReadOnlyList<DutyLine> Lines)
{
    public int Reported => Lines.Count(l => l.Standing is DutyStanding.Submitted or DutyStanding.SubmittedLate);

    public int Outstanding => Lines.Count(l => l.Standing is DutyStanding.Owed or DutyStanding.Missed or DutyStanding.Returned);
}

/// <summary>The supervision pages' queries; who may see what is decided here.</summary>
public static class SupervisionReading
{
    /// <summary>The newest weeks of the newest round, newest first.</summary>
    public static async Task<IReadOnlyList<WeeklySupervision>> WeeksAsync(LedgerDb db, int most, CancellationToken cancellationToken)
    {
        var round = await db.NewestRoundAsync(cancellationToken);
        return await db.WeeklySupervisions.AsNoTracking().Where(w => w.RoundId == round).OrderByDescending(w => w.WeekOf).Take(most)
            .ToListAsync(cancellationToken);
    }

    /// <summary>How many supervision checks (督办检查) the newest round has had: its closed weeks, counted.</summary>
    public static async Task<int> ChecksAsync(LedgerDb db, CancellationToken cancellationToken)
    {
        var round = await db.NewestRoundAsync(cancellationToken);
        return await db.WeeklySupervisions.CountAsync(w => w.RoundId == round && w.ClosedAt != null, cancellationToken);
    }

    /// <summary>The week with the duties <paramref name="viewer"/> may see; null when there is no such week.</summary>
    public static async Task<WeekView?> FindAsync(LedgerDb db, Actor viewer, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.WeeklySupervisions.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } week)
        {
            return null;
        }

        var rows = await (
            from duty in db.WeeklyDuties.AsNoTracking()
            join issue in db.Issues.VisibleTo(viewer) on duty.IssueId equals issue.Id
            join unit in db.Units on duty.UnitId equals unit.Id
            join found in db.WeeklyReports on new { duty.SupervisionId, duty.IssueId } equals new { found.SupervisionId, found.IssueId } into reports
            from report in reports.DefaultIfEmpty()
            where duty.SupervisionId == id
            orderby issue.Number
            select new
            {
                issue.Id,
                issue.Number,
                issue.Heading,
                Opening = issue.Text.Substring(0, 80),
                issue.Status,
                duty.UnitId,
                Unit = unit.Name,
                duty.Misses,
                State = (ReportState?)report.State,
                InTime = (bool?)report.InTime,
                report.SubmittedAt,
                Percent = issue.Measures.Average(m => (double?)(m.Status == MeasureStatus.Done ? 100 : m.Progress)),
            }).ToListAsync(cancellationToken);
        return new WeekView(week, rows.ConvertAll(r => new DutyLine(
            r.Id, r.Number, IssueTitle.Of(r.Heading, r.Opening), r.UnitId, r.Unit,
            Standing(r.State, r.InTime ?? false, r.Misses, r.Status, now > week.CutOffAt),
            r.Misses, r.SubmittedAt, r.Percent is { } mean ? (int)Math.Round(mean) : null)));
    }

    /// <summary>How a duty stands: pure, so that list, page and agenda say the same.</summary>
    public static DutyStanding Standing(ReportState? state, bool inTime, int misses, IssueStatus issue, bool cutOffPassed) => state switch
    {
        ReportState.Submitted => inTime ? DutyStanding.Submitted : DutyStanding.SubmittedLate,
        ReportState.Returned => DutyStanding.Returned,
        _ when misses > 0 => DutyStanding.Missed,
        _ when !issue.IsOpen() => DutyStanding.Released,
        _ => cutOffPassed ? DutyStanding.Missed : DutyStanding.Owed,
    };

    internal static Task<Guid> NewestRoundAsync(this LedgerDb db, CancellationToken cancellationToken) =>
        db.Rounds.OrderByDescending(r => r.RegisteredAt).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
}
