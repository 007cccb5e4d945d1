using Npgsql;

namespace Notifications.Inbox;

/// <summary>Looks at what came in, at the mailbox's health and at the addresses that do not work.</summary>
public sealed class InboxLog(NpgsqlDataSource database)
{
    /// <summary>How reading the mailbox goes; null when it has never been tried.</summary>
    public async Task<InboxHealth?> HealthAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select read_at, failure, failed_at from notifications.inbox_place order by read_at desc limit 1");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new InboxHealth(reader.GetFieldValue<DateTimeOffset>(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2))
            : null;
    }

    /// <summary>What came in, the newest first.</summary>
    /// <param name="page">From 1.</param>
    /// <param name="size">Messages on a page, 1 to 500.</param>
    public async Task<(IReadOnlyList<IncomingRow> Items, long Total)> ListAsync(IncomingKind? kind, int page, int size, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            select id, folder, uid_validity, uid, message_id, sender, subject, received_at, read_at, kind, outcome, mail_id, detail, count(*) over ()
            from notifications.incoming_mail where @kind::text is null or kind = @kind
            order by read_at desc, id desc limit @size offset @skip
            """);
        command.Parameters.AddWithValue("kind", NpgsqlTypes.NpgsqlDbType.Text, (object?)kind?.ToString() ?? DBNull.Value);
        command.Parameters.AddWithValue("size", Math.Clamp(size, 1, 500));
        command.Parameters.AddWithValue("skip", (Math.Max(page, 1) - 1L) * Math.Clamp(size, 1, 500));
        var rows = new List<IncomingRow>();
        var total = 0L;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new IncomingRow(reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3),
                reader.IsDBNull(4) ? null : reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7),
                reader.GetFieldValue<DateTimeOffset>(8), Enum.Parse<IncomingKind>(reader.GetString(9)), Enum.Parse<IncomingOutcome>(reader.GetString(10)),
                reader.IsDBNull(11) ? null : reader.GetGuid(11), reader.IsDBNull(12) ? null : reader.GetString(12)));
            total = reader.GetInt64(13);
        }
        return (rows, total);
    }

    /// <summary>The addresses that do not work, the newest trouble first.</summary>
    public async Task<IReadOnlyList<AddressTrouble>> TroublesAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select address, since, status, coalesce(detail, ''), mail_id from notifications.address_trouble order by since desc, address limit 500");
        var troubles = new List<AddressTrouble>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            troubles.Add(new AddressTrouble(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetGuid(4)));
        return troubles;
    }

    /// <summary>The office says that an address works again.</summary>
    public async Task WorksAgainAsync(string address, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await BounceRows.WorksAgainAsync(transaction, address, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <param name="Failure">Why the last run failed; null when it did not.</param>
public sealed record InboxHealth(DateTimeOffset ReadAt, string? Failure, DateTimeOffset? FailedAt);

/// <summary>An address mails came back from.</summary>
/// <param name="MailId">The mail that came back last.</param>
public sealed record AddressTrouble(string Address, DateTimeOffset Since, string Status, string Detail, Guid MailId);
