using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Letters;

/// <summary>The ladder's way to a letter: where a step asks for one, a draft lies ready for the office to read, change and approve.</summary>
public static class LadderLetters
{
    /// <summary>
    /// Drafts the letters the ladder asks for, in the name of the system: a handful of queries however many there are. A wish
    /// whose key has a letter already is not drafted again. Returns how many are new.
    /// </summary>
    public static async Task<int> DraftAsync(
        LedgerDb db, IReadOnlyList<LetterWish> wishes, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var keys = wishes.Select(w => w.Key).ToArray();
        var drafted = await db.Letters.Where(l => keys.Contains(l.Origin)).Select(l => l.Origin).ToListAsync(cancellationToken);
        var ids = wishes.Select(w => w.IssueId).ToArray();
        var issues = await db.ForLetters().Where(i => ids.Contains(i.Id) && i.LeadUnitId != null).ToDictionaryAsync(i => i.Id, cancellationToken);
        var rounds = await db.Rounds.AsNoTracking().ToDictionaryAsync(r => r.Id, cancellationToken);
        var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
        var signature = await db.OfficeNameAsync(cancellationToken);
        var missing = wishes.ExceptBy(drafted, w => w.Key).Where(w => issues.ContainsKey(w.IssueId)).ToList();
        foreach (var wish in missing)
        {
            var issue = issues[wish.IssueId];
            var (round, kind) = (rounds[issue.RoundId], wish.Paper == LadderPaper.SupervisionLetter ? LetterKind.Supervision : LetterKind.Reminder);
            var text = LetterText.Compose(kind, issue, round.Title, today);
            var words = new LetterWords(kind, text.Title, text.Body, calendar.AddWorkingDays(today, round.Settings.Letters.ReplyWithinWorkingDays));
            db.Letters.Add(WriteLetter.New(issue, words, signature, wish.Key, Actor.System, now));
            db.History.Add(new HistoryEntry
            {
                RoundId = issue.RoundId,
                IssueId = issue.Id,
                At = now,
                ActorId = Actor.System.Id,
                ActorName = Actor.System.Name,
                What = new LetterDrafted(kind, text.Title),
            });
        }

        await db.SaveChangesAsync(cancellationToken);
        return missing.Count;
    }

    /// <summary>The issue with what a letter is made of.</summary>
    public static Task<Issue?> ForLetterAsync(this LedgerDb db, Guid issueId, CancellationToken cancellationToken) =>
        db.ForLetters().SingleOrDefaultAsync(i => i.Id == issueId, cancellationToken);

    /// <summary>The office's name as letters are signed with.</summary>
    public static async Task<string> OfficeNameAsync(this LedgerDb db, CancellationToken cancellationToken) =>
        await db.Units.Where(u => u.IsOffice).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken) ?? "整改办";

    private static IQueryable<Issue> ForLetters(this LedgerDb db) =>
        db.Issues.Include(i => i.LeadUnit).Include(i => i.Measures).Include(i => i.LeadLeaders).ThenInclude(l => l.Person);
}
