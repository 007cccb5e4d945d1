using Notifications.Composing;
using Npgsql;

namespace Notifications.Sending;

/// <summary>Taking mails out of the outbox, several workers and hosts at once.</summary>
internal sealed class MailQueue(NpgsqlDataSource database)
{
    // A worker that died leaves mails behind that are Held for ever: whoever comes by after the lease takes them up.
    private const string Reclaim = """
        update notifications.mail
        set state = 'Waiting', owner = null, lease_until = null, next_attempt_at = @now,
            failure = 'LeaseExpired', failure_detail = owner
        where id in (
            select id from notifications.mail where state = 'Held' and lease_until < @now
            limit 1000 for update skip locked)
        """;

    private const string Take = """
        with picked as (
            select id from notifications.mail
            where state = 'Waiting' and next_attempt_at <= @now
            order by next_attempt_at, id
            limit @size
            for update skip locked)
        update notifications.mail mail
        set state = 'Held', owner = @owner, lease_until = @until
        from picked where mail.id = picked.id
        returning mail.id, kind, culture, data::text, thread, scope, message_id, attempts, next_attempt_at, can_wait, receipt_id,
            (select expires_at from notifications.receipt where receipt.id = receipt_id)
        """;

    private const string People = """
        select mail_id, position, role, address, name, result = 'Pending'
        from notifications.mail_recipient where mail_id = any(@ids) order by mail_id, position
        """;

    private const string Papers = """
        select mail_id, name, content_type, content
        from notifications.mail_attachment join notifications.mail_file using (sha256)
        where mail_id = any(@ids) order by mail_id, position
        """;

    /// <summary>
    /// Takes up to <paramref name="size"/> mails that are due, the longest waiting first, and puts them under
    /// <paramref name="owner"/>'s lease.
    /// </summary>
    public async Task<IReadOnlyList<MailToSend>> TakeAsync(
        string owner, int size, DateTimeOffset now, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await TakeRowsAsync(connection, owner, size, now, now + lease, cancellationToken);
        if (rows.Count == 0)
            return [];
        var ids = rows.ConvertAll(row => row.Mail.Id).ToArray();
        var (people, papers) = await ReadPartsAsync(connection, ids, cancellationToken);
        return [.. rows.OrderBy(row => row.WaitedSince).ThenBy(row => row.Mail.Id)
            .Select(row => row.Mail with { Recipients = [.. people[row.Mail.Id]], Papers = [.. papers[row.Mail.Id]] })];
    }

    /// <summary>When the next thing happens without anybody's doing: a mail falls due or a lease runs out. Null: nothing is ahead.</summary>
    public async Task<DateTimeOffset?> NextMomentAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            select least(
                (select min(next_attempt_at) from notifications.mail where state = 'Waiting'),
                (select min(lease_until) from notifications.mail where state = 'Held'))
            """);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime moment
            ? new DateTimeOffset(moment, TimeSpan.Zero)
            : null;
    }

    private static async Task<List<(MailToSend Mail, DateTime WaitedSince)>> TakeRowsAsync(NpgsqlConnection connection,
        string owner, int size, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var reclaim = new NpgsqlBatchCommand(Reclaim);
        reclaim.Parameters.AddWithValue("now", now.UtcDateTime);
        var take = new NpgsqlBatchCommand(Take);
        take.Parameters.AddWithValue("now", now.UtcDateTime);
        take.Parameters.AddWithValue("size", size);
        take.Parameters.AddWithValue("owner", owner);
        take.Parameters.AddWithValue("until", until.UtcDateTime);
        batch.BatchCommands.Add(reclaim);
        batch.BatchCommands.Add(take);

        var rows = new List<(MailToSend, DateTime)>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((ReadMail(reader, until), reader.GetDateTime(8)));
        return rows;
    }

    private static MailToSend ReadMail(NpgsqlDataReader row, DateTimeOffset until) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5),
        row.GetString(6), row.GetInt32(7), until, [], [])
    {
        Deferrable = row.GetBoolean(9),
        Receipt = row.IsDBNull(10) ? null : new ReceiptToAsk(row.GetGuid(10), row.GetFieldValue<DateTimeOffset>(11)),
    };

    private static async Task<(ILookup<Guid, Recipient> People, ILookup<Guid, Paper> Papers)> ReadPartsAsync(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { People, Papers })
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.AddWithValue("ids", ids);
            batch.BatchCommands.Add(command);
        }
        var people = new List<(Guid Mail, Recipient Person)>();
        var papers = new List<(Guid Mail, Paper Paper)>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            people.Add((reader.GetGuid(0), new Recipient(reader.GetInt16(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4), reader.GetBoolean(5))));
        }
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            papers.Add((reader.GetGuid(0), new Paper(reader.GetString(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3))));
        return (people.ToLookup(one => one.Mail, one => one.Person), papers.ToLookup(one => one.Mail, one => one.Paper));
    }
}
