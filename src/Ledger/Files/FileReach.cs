using Ledger.History;
using Ledger.Letters;
using Ledger.Reading;
using Ledger.SigningOff;
using Ledger.Storage;
using Ledger.Supervising;

namespace Ledger.Files;

/// <summary>Who may read a file: whoever may see its issue, and what it belongs to there.</summary>
public static class FileReach
{
    /// <summary>
    /// The files <paramref name="viewer"/> may read. What came with the answer to a letter goes with the letter; what lies with a
    /// draft of a weekly report is its unit's and the office's until it is submitted. What was taken back lies with nothing any more
    /// and is there for nobody, whoever kept its address; its bytes stay, for they may be another file's too.
    /// </summary>
    public static IQueryable<StoredFile> VisibleTo(this IQueryable<StoredFile> files, LedgerDb db, Actor viewer)
    {
        var seen = db.Issues.VisibleTo(viewer);
        var letters = db.Letters.VisibleTo(viewer);
        var (seesAll, isOffice, unit) = (viewer.Role is Role.Office or Role.Leader, viewer.Role == Role.Office, viewer.UnitId);
        return files
            .Where(f => db.Set<Evidence>().Any(e => e.FileId == f.Id) || db.Set<SiteCheck>().Any(c => c.Photos.Any(p => p.Id == f.Id))
                || db.WeeklyReports.Any(r => r.Files.Any(a => a.Id == f.Id)) || db.Letters.Any(l => l.AnswerFiles.Any(a => a.Id == f.Id))
                || db.Notes.Any(n => n.Files.Any(a => a.Id == f.Id)))
            .Where(f => f.IssueId == null ? seesAll : seen.Any(i => i.Id == f.IssueId))
            .Where(f => !db.Letters.Any(l => l.AnswerFiles.Any(a => a.Id == f.Id)) || letters.Any(l => l.AnswerFiles.Any(a => a.Id == f.Id)))
            .Where(f => isOffice || !db.WeeklyReports.Any(r => r.State == ReportState.Draft && r.Files.Any(a => a.Id == f.Id))
                || db.Issues.Any(i => i.Id == f.IssueId && i.LeadUnitId == unit));
    }
}
