using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Reading;

/// <summary>Everything the issue page shows of the ledger: the issue with its parts, its light and its history, newest first.</summary>
/// <param name="Behind">By how many points it is behind plan, where that is enough to be told; null else.</param>
public sealed record IssueDossier(Issue Issue, string Title, string RoundTitle, Light Light, int? Behind, IReadOnlyList<HistoryEntry> History)
{
    /// <summary>The issue <paramref name="id"/>, if <paramref name="viewer"/> may see it; null looks the same for both reasons.</summary>
    public static async Task<IssueDossier?> FindAsync(
        LedgerDb db, Actor viewer, Guid id, DateOnly today, CancellationToken cancellationToken)
    {
        var issue = await db.Issues.AsNoTracking().VisibleTo(viewer)
            .Include(i => i.LeadUnit!.Head)
            .Include(i => i.LeadUnit!.Liaisons)
            .Include(i => i.LeadLeaders.OrderBy(l => l.Ordinal)).ThenInclude(l => l.Person)
            .Include(i => i.ResponsibleUnits.OrderBy(u => u.Name))
            .Include(i => i.Measures.OrderBy(m => m.Ordinal)).ThenInclude(m => m.Documents)
            .Include(i => i.Measures.OrderBy(m => m.Ordinal)).ThenInclude(m => m.Quantities)
            .Include(i => i.Measures.OrderBy(m => m.Ordinal)).ThenInclude(m => m.Accountabilities)
            .Include(i => i.SignOffRounds.OrderBy(s => s.Number)).ThenInclude(s => s.Steps.OrderBy(t => t.Ordinal)).ThenInclude(t => t.Decisions.OrderBy(d => d.At))
            .Include(i => i.SignOffRounds.OrderBy(s => s.Number)).ThenInclude(s => s.SiteChecks.OrderBy(c => c.AskedAt)).ThenInclude(c => c.Photos)
            .Include(i => i.Evidence).ThenInclude(e => e.File!.Content)
            .Include(i => i.Extensions.OrderBy(e => e.AppliedAt))
            .Include(i => i.LookBacks.OrderBy(l => l.Cycle))
            .Include(i => i.OwnSteps.OrderBy(s => s.OpenedAt))
            .SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (issue is null)
        {
            return null;
        }

        var round = await db.Rounds.Where(r => r.Id == issue.RoundId).Select(r => r.Title).SingleAsync(cancellationToken);
        var history = await db.History.AsNoTracking().Where(h => h.IssueId == id)
            .OrderByDescending(h => h.Id).Take(200).ToListAsync(cancellationToken);
        var lights = await LightBook.ReadAsync(db, today, cancellationToken);
        var (light, behind) = LightOf(issue, lights[issue.RoundId], today);
        return new IssueDossier(issue, IssueTitle.Of(issue.Heading, issue.Text), round, light, behind, history);
    }

    private static (Light Light, int? Behind) LightOf(Issue issue, LightDays days, DateOnly today)
    {
        var open = issue.Measures.Where(m => m.Status == MeasureStatus.Open).ToList();
        var dated = open.Where(m => m.DeadlineKind != DeadlineKind.LongTerm).ToList();
        var behind = dated.Where(m => m.DueOn >= today).Select(m => PlanProgress.PointsBehind(m.PlannedFrom, m.DueOn, m.Progress, today)).DefaultIfEmpty().Max();
        return (Lights.Of(issue.Status, open.Count, dated.Min(m => m.DueOn), behind, days), Lights.BehindToTell(issue.Status, behind, days));
    }
}
