using Microsoft.Extensions.Options;
using Notifications.Manners;
using Npgsql;

namespace Notifications.Queueing;

/// <summary>Where mails are owed: rows written in the caller's transaction, so that an act and its mails commit together or not at all.</summary>
public sealed class Outbox(IOptions<SenderOptions> sender, MannersBook manners, TimeProvider clock)
{
    private const int RowsPerStatement = 2_000;

    /// <summary>
    /// Writes the mails whose key is not there yet and wakes the dispatchers when the transaction commits.
    /// Batched: thousands of mails cost a few statements.
    /// </summary>
    /// <returns>How many mails were new. A repeated key, also within <paramref name="mails"/>, is no error.</returns>
    /// <exception cref="ArgumentException">A mail has no recipient or an unknown kind.</exception>
    /// <exception cref="PostgresException">A value breaks a constraint of the outbox, e.g. an attachment over 25 MB.</exception>
    public async Task<int> EnqueueAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<OutgoingMail> mails, CancellationToken cancellationToken)
    {
        // In key order, so that two callers writing the same keys wait for each other instead of locking crosswise.
        var ordered = mails.DistinctBy(mail => mail.Key).OrderBy(mail => mail.Key, StringComparer.Ordinal);
        var added = 0;
        foreach (var chunk in ordered.Chunk(RowsPerStatement))
        {
            var now = clock.GetUtcNow();
            var rows = new OutboxRows(chunk, await DueTimesAsync(chunk, now, cancellationToken), sender.Value.DomainOrDefault, now);
            if (rows.HaveFiles)
                await FileTurn.ShareAsync(transaction, cancellationToken);
            await using var command = rows.Insertion(transaction);
            added += (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        return added;
    }

    // A due time long gone and one of this instant are the same to the dispatcher; year 1 is outside what timestamptz likes.
    private async Task<DateTimeOffset[]> DueTimesAsync(OutgoingMail[] mails, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = Array.ConvertAll(mails, mail => mail.DueAt > now ? mail.DueAt : now);
        if (!Array.Exists(mails, mail => mail.Deferrable))
            return due;
        var choices = await manners.ChoicesAsync([.. mails.Where(mail => mail.Deferrable).SelectMany(mail => mail.To).Select(one => one.Address)], cancellationToken);
        var judge = await manners.JudgeAsync(due.Min(), due.Max(), cancellationToken);
        for (var row = 0; row < mails.Length; row++)
        {
            // A mail to several people has no one reader whose choice could count.
            if (mails[row].Deferrable)
                due[row] = judge(due[row], mails[row].To is [var reader] && choices.TryGetValue(reader.Address, out var time) ? time : null);
        }
        return due;
    }
}
