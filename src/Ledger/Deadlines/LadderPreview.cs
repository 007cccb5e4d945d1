using Ledger.Calendar;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Deadlines;

/// <summary>An issue in a line of the preview.</summary>
public sealed record PreviewIssue(Guid Id, int Number);

/// <summary>What goes out on a day: one step, the issues it speaks of, and how many measures.</summary>
public sealed record PreviewLine(DateOnly Day, LadderStep Step, int Occurrence, IReadOnlyList<PreviewIssue> Issues, int Measures);

/// <summary>
/// What a ladder would have sent in the last thirty days and will send in the next thirty, had every run taken place: read from
/// the measures it applies to, by the same rule the sweep goes by.
/// </summary>
/// <param name="Whole">False when there are more measures than a preview reads.</param>
public sealed record LadderPreview(IReadOnlyList<PreviewLine> Past, IReadOnlyList<PreviewLine> Coming, bool Whole)
{
    public const int Days = 30;

    private const int MostMeasures = 5_000;

    /// <summary>Previews <paramref name="ladder"/> on the issues that climb the ladder <paramref name="id"/>; of a new one, on all.</summary>
    public static async Task<LadderPreview> ReadAsync(
        LedgerDb db, Ladder ladder, Guid? id, WorkingCalendar calendar, DateOnly today, CancellationToken cancellationToken)
    {
        var until = today.AddDays(Days + ladder.ReachBefore);
        var from = today.AddDays(-Days);
        var rows = await db.Measures.AsNoTracking()
            .Where(m => m.DueOn != null && m.DeadlineKind != DeadlineKind.LongTerm && m.DueOn <= until && (m.CompletedOn == null || m.CompletedOn >= from))
            .Join(db.Issues.Where(i => i.Status != IssueStatus.Registered), m => m.IssueId, i => i.Id, (m, i) => new
            {
                DueOn = m.DueOn!.Value,
                m.CompletedOn,
                i.Id,
                i.Number,
                LadderId = db.LadderExceptions.Where(e => e.IssueId == i.Id).Select(e => e.LadderId).FirstOrDefault()
                    ?? db.Ladders.Where(l => l.RoundId == i.RoundId).Select(l => (Guid?)l.Id).FirstOrDefault(),
            })
            .Where(m => id == null || (m.LadderId ?? Ladder.DefaultId) == id)
            .OrderByDescending(m => m.DueOn).ThenBy(m => m.Number).Take(MostMeasures + 1)
            .ToListAsync(cancellationToken);

        var lines = rows.Take(MostMeasures)
            .SelectMany(m => ladder.Between(m.DueOn, from, today.AddDays(Days), calendar).Where(rung => m.CompletedOn is null || m.CompletedOn > rung.Day).Select(rung => (m, rung)))
            .GroupBy(one => (one.rung.Day, one.rung.Step.Code, one.rung.Occurrence))
            .OrderBy(line => line.Key.Day)
            .Select(line => new PreviewLine(
                line.Key.Day, line.First().rung.Step, line.Key.Occurrence,
                [.. line.Select(one => new PreviewIssue(one.m.Id, one.m.Number)).Distinct().OrderBy(i => i.Number)], line.Count()))
            .ToList();
        return new LadderPreview([.. lines.Where(l => l.Day <= today)], [.. lines.Where(l => l.Day > today)], rows.Count <= MostMeasures);
    }
}
