using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Letters;

/// <summary>What narrows the register.</summary>
/// <param name="Late">Only letters whose reply is overdue.</param>
public sealed record LetterFilter(LetterState? State = null, LetterKind? Kind = null, Guid? IssueId = null, int? Year = null, bool Late = false);

/// <summary>One line of the register.</summary>
public sealed record LetterLine(Letter Letter, int IssueNumber, string IssueTitle);

public sealed record LetterPage(IReadOnlyList<LetterLine> Items, int Total);

/// <summary>A letter with the issue it is about.</summary>
public sealed record LetterDossier(Letter Letter, Issue Issue, string IssueTitle);

/// <summary>The register of letters (发文登记簿). Who may see what is decided here: a unit sees what was sent to it, not what is being drafted.</summary>
public static class LetterRegister
{
    /// <summary>The letters <paramref name="viewer"/> may see.</summary>
    public static IQueryable<Letter> VisibleTo(this IQueryable<Letter> letters, Actor viewer) => viewer.Role switch
    {
        Role.Office or Role.Leader => letters,
        Role.Liaison when viewer.UnitId is { } unit => letters.Where(l => l.UnitId == unit && l.Number != null),
        _ => letters.Where(_ => false),
    };

    /// <summary>Newest first: what is not numbered yet, then by number.</summary>
    public static async Task<LetterPage> PageAsync(
        LedgerDb db, Actor viewer, LetterFilter filter, int page, int size, DateOnly today, CancellationToken cancellationToken)
    {
        var found = Narrow(db.Letters.AsNoTracking().VisibleTo(viewer), filter, today);
        var total = await found.CountAsync(cancellationToken);
        var rows = await (
            from letter in found
            join issue in db.Issues on letter.IssueId equals issue.Id
            orderby letter.SentAt == null descending, letter.SentAt descending, letter.WrittenAt descending, letter.Id
            select new { Letter = letter, issue.Number, issue.Heading, Opening = issue.Text.Substring(0, 80) })
            .Skip((Math.Max(1, page) - 1) * size).Take(size).ToListAsync(cancellationToken);
        return new LetterPage(rows.ConvertAll(r => new LetterLine(r.Letter, r.Number, Issues.IssueTitle.Of(r.Heading, r.Opening))), total);
    }

    /// <summary>The letter, if <paramref name="viewer"/> may see it.</summary>
    public static async Task<LetterDossier?> FindAsync(LedgerDb db, Actor viewer, Guid id, CancellationToken cancellationToken)
    {
        if (await db.Letters.AsNoTracking().Include(l => l.AnswerFiles.OrderBy(f => f.UploadedAt).ThenBy(f => f.Name)).ThenInclude(f => f.Content).VisibleTo(viewer)
            .SingleOrDefaultAsync(l => l.Id == id, cancellationToken) is not { } letter)
        {
            return null;
        }

        var issue = await db.Issues.AsNoTracking().Include(i => i.LeadLeaders).SingleAsync(i => i.Id == letter.IssueId, cancellationToken);
        return new LetterDossier(letter, issue, Issues.IssueTitle.Of(issue.Heading, issue.Text));
    }

    /// <summary>Years that have numbers, newest first.</summary>
    public static Task<List<int>> YearsAsync(LedgerDb db, CancellationToken cancellationToken) =>
        db.LetterCounters.Select(c => c.Year).Distinct().OrderByDescending(y => y).ToListAsync(cancellationToken);

    /// <summary>Letters whose reply was due before <paramref name="today"/>.</summary>
    public static IQueryable<Letter> Unanswered(this IQueryable<Letter> letters, DateOnly today) =>
        letters.Where(l => (l.State == LetterState.Sent || l.State == LetterState.Signed) && l.ReplyBy < today);

    private static IQueryable<Letter> Narrow(IQueryable<Letter> letters, LetterFilter filter, DateOnly today)
    {
        letters = filter.Late ? letters.Unanswered(today) : letters;
        if (filter.State is { } state)
        {
            letters = letters.Where(l => l.State == state);
        }

        if (filter.Kind is { } kind)
        {
            letters = letters.Where(l => l.Kind == kind);
        }

        if (filter.IssueId is { } issue)
        {
            letters = letters.Where(l => l.IssueId == issue);
        }

        return filter.Year is { } year ? letters.Where(l => l.Year == year) : letters;
    }
}
