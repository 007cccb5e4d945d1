using Notifications.Composing;
using Npgsql;

namespace Notifications.Sending;

/// <summary>Taking mails out of the outbox, several workers and hosts at once.</summary>
internal sealed class MailQueue(NpgsqlDataSource database)
{
    // In the order of the index, whatever the statistics say of it: else everything that waits is sorted for the sake of fifty.
    private const string InOrder = "select set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)";

    // Leases run on the database's clock: hosts whose clocks differ, or jump, must not take each other's mails. What a worker that
    // died had in hand is taken up by whoever comes by after the lease. What the lease changes stands in no index: written in place.
    private const string Take = """
        with picked as (
            select id, owner from notifications.mail
            where state = 'Waiting' and next_attempt_at <= @now and (lease_until is null or lease_until < clock_timestamp())
            order by next_attempt_at, id
            limit @size
            for update skip locked)
        update notifications.mail mail
        set owner = @owner, lease_until = clock_timestamp() + @lease,
            failure = case when picked.owner is null then failure else 'LeaseExpired' end,
            failure_detail = coalesce(picked.owner, failure_detail)
        from picked where mail.id = picked.id
        returning mail.id, kind, culture, data::text, thread, scope, message_id, attempts, next_attempt_at, can_wait, receipt_id,
            (select expires_at from notifications.receipt where receipt.id = receipt_id)
        """;

    private const string People = """
        select mail_id, position, role, address, name, result = 'Pending'
        from notifications.mail_recipient where mail_id = any(@ids) order by mail_id, position
        """;

    // Large files are fetched one mail at a time: a batch of them would fill the memory.
    private const string Papers = """
        select mail_id, name, content_type, case when length(content) <= 65536 then content end
        from notifications.mail_attachment join notifications.mail_file using (sha256)
        where mail_id = any(@ids) order by mail_id, position
        """;

    private const string LargePapers = """
        select name, content_type, content
        from notifications.mail_attachment join notifications.mail_file using (sha256)
        where mail_id = @id order by position
        """;

    /// <summary>
    /// Takes up to <paramref name="size"/> mails that are due, the longest waiting first, and puts them under
    /// <paramref name="owner"/>'s lease.
    /// </summary>
    /// <param name="now">What is due by then; a mail owed at once is due whatever the clocks say.</param>
    /// <param name="takenAt">The worker's own time stamp, by which it knows how much of the lease is left.</param>
    public async Task<IReadOnlyList<MailToSend>> TakeAsync(
        string owner, int size, DateTimeOffset now, TimeSpan lease, long takenAt, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await TakeRowsAsync(connection, owner, size, now, lease, takenAt, cancellationToken);
        if (rows.Count == 0)
            return [];
        var ids = rows.ConvertAll(row => row.Mail.Id).ToArray();
        var (people, papers) = await ReadPartsAsync(connection, ids, cancellationToken);
        return [.. rows.OrderBy(row => row.WaitedSince).ThenBy(row => row.Mail.Id)
            .Select(row => row.Mail with { Recipients = [.. people[row.Mail.Id]], Papers = [.. papers[row.Mail.Id]] })];
    }

    /// <summary>The mail with its files whole.</summary>
    public async Task<MailToSend> WholeAsync(MailToSend mail, CancellationToken cancellationToken)
    {
        if (!mail.HasLargePapers)
            return mail;
        await using var command = database.CreateCommand(LargePapers);
        command.Parameters.AddWithValue("id", mail.Id);
        var papers = new List<Paper>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            papers.Add(new Paper(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)));
        return mail with { Papers = papers };
    }

    /// <summary>Gives back at once what <paramref name="owner"/> holds; only for an owner that is working on none of it.</summary>
    public async Task GiveBackAsync(string owner, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            update notifications.mail set owner = null, lease_until = null where state = 'Waiting' and owner = @owner
            """);
        command.Parameters.AddWithValue("owner", owner);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>How long until something happens without anybody's doing: a mail falls due or a lease runs out. Null: nothing is ahead.</summary>
    public async Task<TimeSpan?> NextMomentAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            select extract(epoch from least(
                (select greatest(next_attempt_at, @now) - @now from notifications.mail
                    where state = 'Waiting' and lease_until is null order by next_attempt_at, id limit 1),
                (select min(lease_until) - clock_timestamp() from notifications.mail
                    where state = 'Waiting' and next_attempt_at <= @now)))::double precision
            """);
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        return await command.ExecuteScalarAsync(cancellationToken) is double seconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static async Task<List<(MailToSend Mail, DateTime WaitedSince)>> TakeRowsAsync(NpgsqlConnection connection,
        string owner, int size, DateTimeOffset now, TimeSpan lease, long takenAt, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(InOrder) } };
        var take = new NpgsqlBatchCommand(Take);
        take.Parameters.AddWithValue("now", now.UtcDateTime);
        take.Parameters.AddWithValue("size", size);
        take.Parameters.AddWithValue("owner", owner);
        take.Parameters.AddWithValue("lease", lease);
        batch.BatchCommands.Add(take);
        await batch.PrepareAsync(cancellationToken); // planned once per connection, not once per batch of mails
        var rows = new List<(MailToSend, DateTime)>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add((ReadMail(reader, takenAt), reader.GetDateTime(8)));
        return rows;
    }

    private static MailToSend ReadMail(NpgsqlDataReader row, long takenAt) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5),
        row.GetString(6), row.GetInt32(7), takenAt, [], [])
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
        await batch.PrepareAsync(cancellationToken);
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
            papers.Add((reader.GetGuid(0), new Paper(reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3))));
        return (people.ToLookup(one => one.Mail, one => one.Person), papers.ToLookup(one => one.Mail, one => one.Paper));
    }
}
