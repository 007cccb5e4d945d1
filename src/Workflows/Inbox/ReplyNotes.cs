using System.Globalization;
using Ledger.Files;
using Ledger.History;
using Ledger.Issues;
using Ledger.Notes;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.EntityFrameworkCore;
using Notifications.Inbox;
using Npgsql;
using Workflows.Mails;

namespace Workflows.Inbox;

/// <summary>An answer in an issue's thread, from somebody on the roster whom the issue concerns, becomes a note on the issue.</summary>
public sealed class ReplyNotes(TimeProvider clock) : IReplyReader
{
    private static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    /// <inheritdoc />
    public async Task<ReplyOutcome> TakeAsync(NpgsqlTransaction transaction, IncomingReply reply, CancellationToken cancellationToken)
    {
        if (IssueMails.IssueOf(reply.RelatesTo) is not { } issueId)
        {
            return new ReplyOutcome(IncomingOutcome.UnknownThread);
        }

        await using var db = LedgerDb.On(transaction);
        var address = reply.SenderAddress.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // the database's lower(), as in the index
        var author = await db.People.SingleOrDefaultAsync(p => p.Email.ToLower() == address, cancellationToken);
#pragma warning restore CA1304, CA1311, CA1862
        var issue = await db.Issues.Include(i => i.ResponsibleUnits).SingleOrDefaultAsync(i => i.Id == issueId, cancellationToken);
        if (author is null || issue is null)
        {
            return new ReplyOutcome(author is null ? IncomingOutcome.UnknownSender : IncomingOutcome.UnknownThread);
        }

        return await NoteAsync(db, issue, author, reply, cancellationToken);
    }

    private async Task<ReplyOutcome> NoteAsync(LedgerDb db, Issue issue, Person author, IncomingReply reply, CancellationToken cancellationToken)
    {
        if (await db.Notes.AnyAsync(n => n.Key == reply.Key, cancellationToken))
        {
            return new ReplyOutcome(IncomingOutcome.Noted);
        }

        var unit = await UnitOfAsync(db, author, issue, cancellationToken);
        var decision = AddNote.Decide(issue, author, unit, TextOf(reply));
        if (decision.IsRefused)
        {
            return new ReplyOutcome(
                decision.Refusal == Refusals.NoteFromSomebodyNotConcerned ? IncomingOutcome.UnknownSender : IncomingOutcome.Ignored,
                decision.Refusal.In(Chinese));
        }

        var now = clock.GetUtcNow();
        var actor = new Actor(author.Id.ToString(), author.Name, Role.Liaison, unit?.Id, author.Id);
        var files = await KeepAsync(db, issue, reply.Files, actor, now, cancellationToken);
        var added = files.Taken.Count == 0 ? decision.Value : decision.Value with { Files = [.. files.Taken.Select(f => f.Name)] };
        db.Notes.Add(AddNote.Apply(issue, added, author, reply.Key, files, now));
        db.History.Add(new HistoryEntry
        {
            RoundId = issue.RoundId,
            IssueId = issue.Id,
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            What = added,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new ReplyOutcome(IncomingOutcome.Noted, Told(files.LeftOut));
    }

    /// <summary>Keeps what an upload would take, under the same checks; one bad file keeps neither the note nor the other files out.</summary>
    private static async Task<NoteFiles> KeepAsync(
        LedgerDb db, Issue issue, IReadOnlyList<IncomingFile> files, Actor from, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (taken, leftOut) = (new List<StoredFile>(), new List<FileLeftOut>());
        foreach (var file in files)
        {
            using var content = new MemoryStream(file.Content, writable: false);
            var stored = await FileStore.StoreAsync(
                db, content, file.Name, new FilePlace(issue.RoundId, issue.Id, from), now, cancellationToken);
            if (stored.IsRefused)
            {
                leftOut.Add(FileLeftOut.Of(file.Name, stored.Refusal));
            }
            else
            {
                taken.Add(stored.Value);
            }
        }

        return new NoteFiles(taken, leftOut);
    }

    // Of several units somebody is liaison or head of, one that shares in the issue counts.
    private static async Task<Unit?> UnitOfAsync(LedgerDb db, Person author, Issue issue, CancellationToken cancellationToken)
    {
        var units = await db.Units
            .Where(u => u.Id == author.UnitId || u.HeadId == author.Id || u.Liaisons.Any(l => l.Id == author.Id))
            .ToListAsync(cancellationToken);
        var sharing = issue.ResponsibleUnits.Select(u => (Guid?)u.Id).Append(issue.LeadUnitId).ToHashSet();
        return units.FirstOrDefault(u => u.IsOffice || sharing.Contains(u.Id)) ?? units.FirstOrDefault();
    }

    // Somebody who only sends a file has said what it is in the subject.
    private static string TextOf(IncomingReply reply) => reply.Files.Count == 0 || !string.IsNullOrWhiteSpace(reply.Text) ? reply.Text
        : string.IsNullOrWhiteSpace(reply.Subject) ? string.Join("、", reply.Files.Select(f => f.Name))
        : reply.Subject;

    private static string? Told(IReadOnlyList<FileLeftOut> leftOut) => leftOut.Count == 0
        ? null
        : $"附件未保存：{string.Join("；", leftOut.Select(f => $"{f.Name}（{f.Why(Chinese)}）"))}";
}
