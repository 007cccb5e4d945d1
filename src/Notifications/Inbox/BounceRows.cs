using Npgsql;
using NpgsqlTypes;

namespace Notifications.Inbox;

internal static class BounceRows
{
    /// <summary>Marks the recipients of <paramref name="mail"/> the notice speaks of, and their addresses where the failure is for good.</summary>
    /// <returns>Those who had been taken for reached until now.</returns>
    public static async Task<IReadOnlyList<BouncedMail>> MarkAsync(
        NpgsqlTransaction transaction, Guid mail, FailedDelivery failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            with bounced as (
                update notifications.mail_recipient
                set result = 'Bounced', settled_at = @now, reply = @reply
                where mail_id = @mail and result = 'Accepted' and lower(address) = any(@addresses)
                returning address, name
            ), marked as (
                insert into notifications.address_trouble (address, since, status, detail, mail_id)
                select distinct lower(address), @now, @status, @detail, @mail from bounced where @forGood
                on conflict (address) do update set status = excluded.status, detail = excluded.detail, mail_id = excluded.mail_id
            )
            select mail.kind, words.subject, bounced.address, bounced.name, coalesce(mail.sent_at, mail.created_at)
            from bounced cross join notifications.mail left join notifications.mail_content words on words.mail_id = mail.id
            where mail.id = @mail
            """, transaction.Connection, transaction);
        var reason = failure.Reason.Replace("\0", "", StringComparison.Ordinal);
        command.Parameters.AddWithValue("mail", mail);
        command.Parameters.AddWithValue("now", now.UtcDateTime);
        command.Parameters.AddWithValue("addresses", failure.Addresses.Select(one => one.ToLowerInvariant()).ToArray());
        command.Parameters.AddWithValue("status", failure.Status);
        command.Parameters.AddWithValue("detail", NpgsqlDbType.Text, reason.Length > 2000 ? reason[..2000] : reason);
        command.Parameters.AddWithValue("reply", $"{failure.Status} {reason}");
        command.Parameters.AddWithValue("forGood", failure.IsForGood);
        var bounced = new List<BouncedMail>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            bounced.Add(new BouncedMail(mail, reader.GetString(0), reader.IsDBNull(1) ? reader.GetString(0) : reader.GetString(1),
                reader.GetString(2), reader.GetString(3), reader.GetFieldValue<DateTimeOffset>(4), failure.Status, reason));
        }
        return bounced;
    }

    /// <summary>Takes the mark off an address: somebody wrote from it, or the office says so.</summary>
    public static async Task WorksAgainAsync(NpgsqlTransaction transaction, string address, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "delete from notifications.address_trouble where address = lower(@address)", transaction.Connection, transaction);
        command.Parameters.AddWithValue("address", address);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
