using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;

namespace Ledger.Letters;

/// <summary>The ladder's way to a letter: where a step asks for one, a draft lies ready for the office to read, change and approve.</summary>
public static class LadderLetters
{
    /// <summary>Letters are long, and each is made of its whole issue: so many are held at a time.</summary>
    private const int LettersAtOnce = 200;

    /// <summary>
    /// Drafts the letters the ladder asks for, in the name of the system: a handful of queries for each portion. A wish whose
    /// key has a letter already is not drafted again. Returns how many are new.
    /// </summary>
    public static async Task<int> DraftAsync(
        LedgerDb db, IReadOnlyList<LetterWish> wishes, DateOnly today, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rounds = await db.Rounds.AsNoTracking().ToDictionaryAsync(r => r.Id, cancellationToken);
        var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
        var signature = await db.OfficeNameAsync(cancellationToken);
        var added = 0;
        foreach (var portion in wishes.Chunk(LettersAtOnce))
        {
            foreach (var (wish, issue) in await MissingAsync(db, portion, cancellationToken))
            {
                Add(db, wish, issue, rounds[issue.RoundId], calendar, signature, today, now);
                added++;
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        return added;
    }

    private static async Task<IReadOnlyList<(LetterWish Wish, Issue Issue)>> MissingAsync(
        LedgerDb db, LetterWish[] wishes, CancellationToken cancellationToken)
    {
        var (keys, ids) = (Array.ConvertAll(wishes, w => w.Key), Array.ConvertAll(wishes, w => w.IssueId));
        var drafted = await db.Letters.Where(l => keys.Contains(l.Origin)).Select(l => l.Origin).ToListAsync(cancellationToken);
        var issues = await db.ForLetters().AsNoTrackingWithIdentityResolution().Where(i => ids.Contains(i.Id) && i.LeadUnitId != null)
            .ToDictionaryAsync(i => i.Id, cancellationToken);
        return [.. wishes.ExceptBy(drafted, w => w.Key).Where(w => issues.ContainsKey(w.IssueId)).Select(w => (w, issues[w.IssueId]))];
    }

    private static void Add(
        LedgerDb db, LetterWish wish, Issue issue, InspectionRound round, WorkingCalendar calendar, string signature, DateOnly today, DateTimeOffset now)
    {
        var kind = wish.Paper == LadderPaper.SupervisionLetter ? LetterKind.Supervision : LetterKind.Reminder;
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

    /// <summary>The issue with what a letter is made of.</summary>
    public static Task<Issue?> ForLetterAsync(this LedgerDb db, Guid issueId, CancellationToken cancellationToken) =>
        db.ForLetters().SingleOrDefaultAsync(i => i.Id == issueId, cancellationToken);

    /// <summary>The office's name as letters are signed with.</summary>
    public static async Task<string> OfficeNameAsync(this LedgerDb db, CancellationToken cancellationToken) =>
        await db.Units.Where(u => u.IsOffice).Select(u => u.Name).SingleOrDefaultAsync(cancellationToken) ?? "整改办";

    private static IQueryable<Issue> ForLetters(this LedgerDb db) =>
        db.Issues.AsSplitQuery().Include(i => i.LeadUnit).Include(i => i.Measures).Include(i => i.LeadLeaders).ThenInclude(l => l.Person);
}
