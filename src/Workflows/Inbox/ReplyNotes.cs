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

        var decision = AddNote.Decide(issue, author, await UnitOfAsync(db, author, issue, cancellationToken), reply.Text);
        if (decision.IsRefused)
        {
            return new ReplyOutcome(
                decision.Refusal == Refusals.NoteFromSomebodyNotConcerned ? IncomingOutcome.UnknownSender : IncomingOutcome.Ignored,
                decision.Refusal.In(System.Globalization.CultureInfo.GetCultureInfo("zh-CN")));
        }

        var now = clock.GetUtcNow();
        db.Notes.Add(AddNote.Apply(issue, decision.Value, author, reply.Key, now));
        db.History.Add(new HistoryEntry
        {
            RoundId = issue.RoundId,
            IssueId = issue.Id,
            At = now,
            ActorId = author.Id.ToString(),
            ActorName = author.Name,
            What = decision.Value,
        });
        await db.SaveChangesAsync(cancellationToken);
        return new ReplyOutcome(IncomingOutcome.Noted, LeftOut(reply));
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

    private static string? LeftOut(IncomingReply reply) => reply.Files.Count == 0
        ? null
        : $"附件未保存：{string.Join("、", reply.Files.Select(f => f.Name))}";
}
