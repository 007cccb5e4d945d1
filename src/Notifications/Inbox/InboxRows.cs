using Npgsql;
using NpgsqlTypes;

namespace Notifications.Inbox;

/// <summary>Where reading stands, and what came in.</summary>
internal static class InboxRows
{
    /// <summary>The last message read; 0 when the mailbox was made anew, for then its numbers mean other messages.</summary>
    public static async Task<uint> BeginAsync(
        NpgsqlDataSource database, string folder, uint validity, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            insert into notifications.inbox_place as place (folder, uid_validity, last_uid, read_at) values (@folder, @validity, 0, @now)
            on conflict (folder) do update
            set uid_validity = excluded.uid_validity, read_at = excluded.read_at, failure = null, failed_at = null,
                last_uid = case when place.uid_validity = excluded.uid_validity then place.last_uid else 0 end
            returning last_uid
            """);
        command.Parameters.AddWithValue("folder", folder);
        command.Parameters.AddWithValue("validity", (long)validity);
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        return (uint)(long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public static async Task FailedAsync(
        NpgsqlDataSource database, string folder, string why, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            insert into notifications.inbox_place (folder, uid_validity, last_uid, read_at, failure, failed_at) values (@folder, 0, 0, @now, @why, @now)
            on conflict (folder) do update set failure = excluded.failure, failed_at = excluded.failed_at
            """);
        command.Parameters.AddWithValue("folder", folder);
        command.Parameters.AddWithValue("why", why.Replace("\0", "", StringComparison.Ordinal));
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <returns>False when this message has been read before, in this place or under this id.</returns>
    public static async Task<bool> AddAsync(NpgsqlTransaction transaction, IncomingRow row, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            insert into notifications.incoming_mail (id, folder, uid_validity, uid, message_id, sender, subject, received_at, read_at, kind, outcome)
            values (@id, @folder, @validity, @uid, @message, @sender, @subject, @received, @read, @kind, @outcome)
            on conflict do nothing
            """, transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", row.Id);
        command.Parameters.AddWithValue("folder", row.Folder);
        command.Parameters.AddWithValue("validity", row.UidValidity);
        command.Parameters.AddWithValue("uid", row.Uid);
        command.Parameters.AddWithValue("message", NpgsqlDbType.Text, (object?)row.MessageId ?? DBNull.Value);
        command.Parameters.AddWithValue("sender", row.Sender);
        command.Parameters.AddWithValue("subject", row.Subject);
        command.Parameters.AddWithValue("received", row.ReceivedAt.UtcDateTime);
        command.Parameters.AddWithValue("read", row.ReadAt.UtcDateTime);
        command.Parameters.AddWithValue("kind", row.Kind.ToString());
        command.Parameters.AddWithValue("outcome", row.Outcome.ToString());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static async Task SettleAsync(NpgsqlTransaction transaction, IncomingRow row, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update notifications.incoming_mail set outcome = @outcome, mail_id = @mail, detail = @detail where id = @id",
            transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", row.Id);
        command.Parameters.AddWithValue("outcome", row.Outcome.ToString());
        command.Parameters.AddWithValue("mail", NpgsqlDbType.Uuid, (object?)row.MailId ?? DBNull.Value);
        command.Parameters.AddWithValue("detail", NpgsqlDbType.Text, (object?)row.Detail ?? DBNull.Value);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task AdvanceAsync(NpgsqlTransaction transaction, IncomingRow row, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "update notifications.inbox_place set last_uid = greatest(last_uid, @uid) where folder = @folder and uid_validity = @validity",
            transaction.Connection, transaction);
        command.Parameters.AddWithValue("uid", row.Uid);
        command.Parameters.AddWithValue("folder", row.Folder);
        command.Parameters.AddWithValue("validity", row.UidValidity);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
