using Microsoft.Extensions.Options;
using Notifications.Queueing;
using Npgsql;

namespace Notifications.Retention;

/// <summary>
/// Drops what old mails said: values, words, files. Who was told what under which subject, when, why and with what result stays
/// for ever, and so does all of a mail that asked its reader to sign: a signature on nothing proves nothing.
/// </summary>
public sealed class ContentRetention(NpgsqlDataSource database, IOptions<RetentionOptions> options, TimeProvider clock)
{
    private const int BatchSize = 500;

    // Only where this host's clock and the database's both say that the time is over: a clock that is set must not cost a word.
    private const string Drop = """
        with old as (
            select id from notifications.mail
            where id > @after and id < @bound and contents_dropped_at is null and receipt_id is null and state in ('Sent', 'Buried')
                and coalesce(sent_at, buried_at) < least(@now, now()) - @age
            order by id limit @size for update skip locked
        ), silent as (
            update notifications.mail_content set html = null, text = null from old where mail_id = old.id
        ), dropped as (
            update notifications.mail set data = '{}', contents_dropped_at = @now from old where mail.id = old.id
        )
        select id from old
        """;

    private const string DropFiles = """
        update notifications.mail_file file set content = null
        where content is not null and not exists (
            select 1 from notifications.mail_attachment paper join notifications.mail on mail.id = paper.mail_id
            where paper.sha256 = file.sha256 and mail.contents_dropped_at is null)
        """;

    /// <summary>Drops what is over its time by now, some hundred mails at a time.</summary>
    /// <returns>How many mails lost their contents.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.ContentsDays == 0)
            return 0;
        var (after, count) = (Guid.Empty, 0);
        while (await DropAsync(after, cancellationToken) is { Count: > 0 } batch)
            (after, count) = (batch[^1], count + batch.Count);
        await DropFilesAsync(cancellationToken);
        return count;
    }

    private async Task<List<Guid>> DropAsync(Guid after, CancellationToken cancellationToken)
    {
        var (now, age) = (clock.GetUtcNow(), TimeSpan.FromDays(options.Value.ContentsDays));
        await using var command = database.CreateCommand(Drop);
        command.Parameters.AddWithValue("after", after);
        command.Parameters.AddWithValue("bound", Guid.CreateVersion7(now - age)); // ids grow with time: what is younger is not looked at
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        command.Parameters.AddWithValue("age", age);
        command.Parameters.AddWithValue("size", BatchSize);
        var dropped = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            dropped.Add(reader.GetGuid(0));
        return dropped;
    }

    private async Task DropFilesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await FileTurn.TakeAloneAsync(transaction, cancellationToken);
        await using var command = new NpgsqlCommand(DropFiles, connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
