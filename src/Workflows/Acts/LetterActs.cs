using Ledger.Deadlines;
using Ledger.Files;
using Ledger.History;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Notifications.Queueing;
using Notifications.Receipts;
using Npgsql;
using Workflows.Mails;

namespace Workflows.Acts;

/// <summary>What people do with a letter (提醒函、督办函). Every act is one transaction; null means done.</summary>
public sealed class LetterActs(OfficeTransaction office, Outbox outbox, LetterMails mails, ReceiptDesk receipts, TimeProvider clock)
{
    /// <summary>The office drafts a letter on an issue; answers its id.</summary>
    public async Task<Outcome<Guid>> DraftAsync(Actor actor, Guid issueId, LetterWords words, CancellationToken cancellationToken)
    {
        var id = Guid.Empty;
        var refusal = await office.RunAsync(actor, async (_, db) =>
        {
            if (await db.ForLetterAsync(issueId, cancellationToken) is not { } issue)
            {
                return Refusals.IssueNotFound;
            }

            var drafted = WriteLetter.Draft(issue, words, actor, clock.Today());
            if (drafted.IsRefused)
            {
                return drafted.Refusal;
            }

            var letter = WriteLetter.New(issue, drafted.Value, await db.OfficeNameAsync(cancellationToken), origin: null, actor, clock.GetUtcNow());
            db.Letters.Add(letter);
            Note(db, letter, new LetterDrafted(letter.Kind, letter.Title), actor);
            await db.SaveChangesAsync(cancellationToken);
            id = letter.Id;
            return null;
        }, cancellationToken);
        return refusal is null ? id : refusal;
    }

    /// <summary>The office changes a draft.</summary>
    public Task<Refusal?> ChangeAsync(Actor actor, Guid id, LetterWords words, CancellationToken cancellationToken) =>
        OnAsync(actor, id, (_, _, letter) =>
        {
            var changed = WriteLetter.Change(letter, words, actor, clock.Today());
            if (!changed.IsRefused)
            {
                WriteLetter.Apply(letter, changed.Value, actor, clock.GetUtcNow());
            }

            return Task.FromResult(changed.Refusal);
        }, cancellationToken);

    /// <summary>Somebody who did not write it approves it.</summary>
    public Task<Refusal?> ApproveAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (_, db, letter) =>
        {
            var issue = await db.Issues.AsNoTracking().Include(i => i.LeadLeaders).SingleAsync(i => i.Id == letter.IssueId, cancellationToken);
            var settings = await SettingsAsync(db, letter, cancellationToken);
            return Do(db, letter, MoveLetter.Approve(letter, issue, settings, actor), actor, (said, now) => MoveLetter.Apply(letter, said, actor, now));
        }, cancellationToken);

    /// <summary>
    /// Numbers the letter and sends it: number, frozen text, history and mails commit together. Each reader of the unit gets a
    /// mail of his own with the letter attached and a link to sign for it; the lead leaders get a copy.
    /// </summary>
    public Task<Refusal?> SendAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (transaction, db, letter) =>
        {
            if (MoveLetter.Send(letter, actor, clock.Today()) is { } refusal)
            {
                return refusal;
            }

            var now = clock.GetUtcNow();
            var series = (await SettingsAsync(db, letter, cancellationToken)).SeriesOf(letter.Kind);
            var number = await LetterNumber.NextAsync(db, series, clock.Today().Year, cancellationToken);
            Note(db, letter, MoveLetter.Apply(letter, number, actor, now), actor);
            await db.SaveChangesAsync(cancellationToken);
            await outbox.EnqueueAsync(transaction, await mails.SentAsync(db, letter, cancellationToken), cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Somebody of the unit signs for it, signed in.</summary>
    /// <param name="address">His own mail address: if he was sent a link, that is used up with it.</param>
    public Task<Refusal?> SignAsync(Actor actor, Guid id, string? address, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (transaction, db, letter) =>
        {
            var refusal = Do(db, letter, MoveLetter.Sign(letter, actor), actor, (said, now) => MoveLetter.Apply(letter, said, now));
            if (refusal is null && address is not null)
            {
                await receipts.SignInHouseAsync(transaction, letter.ReceiptSubject, address, actor.Name, cancellationToken);
            }

            return refusal;
        }, cancellationToken);

    /// <summary>The unit answers, with files or without; the office is told.</summary>
    public Task<Refusal?> AnswerAsync(
        Actor actor, Guid id, string? answer, IReadOnlyList<IncomingFile> files, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (transaction, db, letter) =>
        {
            var decision = MoveLetter.Answer(letter, answer, actor);
            Outcome<List<StoredFile>> stored = decision.IsRefused
                ? decision.Refusal
                : await db.StoreAsync(files, new FilePlace(letter.RoundId, letter.IssueId, actor), clock.GetUtcNow(), cancellationToken);
            if (stored.IsRefused)
            {
                return stored.Refusal;
            }

            var refusal = Do(db, letter, decision, actor, (said, now) => MoveLetter.Apply(letter, said, actor, now));
            if (refusal is null)
            {
                letter.AnswerFiles.AddRange(stored.Value);
                await outbox.EnqueueAsync(transaction, await mails.AnsweredAsync(db, letter, cancellationToken), cancellationToken);
            }

            return refusal;
        }, cancellationToken);

    /// <summary>The office takes the answer as enough.</summary>
    public Task<Refusal?> CloseAsync(Actor actor, Guid id, CancellationToken cancellationToken) =>
        OnAsync(actor, id, (_, db, letter) => Task.FromResult(
            Do(db, letter, MoveLetter.Close(letter, actor), actor, (said, now) => MoveLetter.Apply(letter, said, actor, now))), cancellationToken);

    /// <summary>The office withdraws it; a unit that had got it is told.</summary>
    public Task<Refusal?> VoidAsync(Actor actor, Guid id, string? reason, CancellationToken cancellationToken) =>
        OnAsync(actor, id, async (transaction, db, letter) =>
        {
            var refusal = Do(db, letter, MoveLetter.Void(letter, reason, actor), actor, (said, now) => MoveLetter.Apply(letter, said, actor, now));
            if (refusal is null && letter.Number is not null)
            {
                await outbox.EnqueueAsync(transaction, await mails.VoidedAsync(db, letter, cancellationToken), cancellationToken);
            }

            return refusal;
        }, cancellationToken);

    internal static void Note(LedgerDb db, Letter letter, HistoryEvent what, string actorId, string actorName, DateTimeOffset now) =>
        db.History.Add(new HistoryEntry
        {
            RoundId = letter.RoundId,
            IssueId = letter.IssueId,
            At = now,
            ActorId = actorId,
            ActorName = actorName,
            What = what,
        });

    private Refusal? Do<T>(LedgerDb db, Letter letter, Outcome<T> decision, Actor actor, Action<T, DateTimeOffset> apply)
        where T : HistoryEvent
    {
        if (!decision.IsRefused)
        {
            apply(decision.Value, clock.GetUtcNow());
            Note(db, letter, decision.Value, actor);
        }

        return decision.Refusal;
    }

    private void Note(LedgerDb db, Letter letter, HistoryEvent what, Actor actor) => Note(db, letter, what, actor.Id, actor.Name, clock.GetUtcNow());

    private static async Task<LetterSettings> SettingsAsync(LedgerDb db, Letter letter, CancellationToken cancellationToken) =>
        (await db.Rounds.AsNoTracking().Where(r => r.Id == letter.RoundId).Select(r => r.Settings).SingleAsync(cancellationToken)).Letters;

    /// <summary>The letter is locked first: of two acts at once the second sees what the first has done.</summary>
    private Task<Refusal?> OnAsync(
        Actor actor, Guid id, Func<NpgsqlTransaction, LedgerDb, Letter, Task<Refusal?>> act, CancellationToken cancellationToken) =>
        office.RunAsync(actor, async (transaction, db) =>
        {
            await db.Database.ExecuteSqlAsync($"select 1 from ledger.letter where id = {id} for update", cancellationToken);
            var letter = await db.Letters.VisibleTo(actor).SingleOrDefaultAsync(l => l.Id == id, cancellationToken);
            if (letter is null)
            {
                return Refusals.LetterNotFound;
            }

            if (await act(transaction, db, letter) is { } refusal)
            {
                return refusal;
            }

            await db.SaveChangesAsync(cancellationToken);
            return null;
        }, cancellationToken);
}
