using Notifications.Composing;
using Notifications.Proof;
using Notifications.Queueing;
using Notifications.Schema;
using Npgsql;

namespace Notifications.Mending;

/// <summary>What the office does with a mail that did not arrive: put the address right, send it again. Who did so is kept.</summary>
public sealed class MailMending(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>
    /// Sends a mail again to those who have not got it: a buried one, or a sent one that some recipients were refused.
    /// Who has it already is left in peace.
    /// </summary>
    /// <param name="by">Who asks for it.</param>
    /// <returns>Null when it waits again, otherwise why not.</returns>
    public Task<MendingRefusal?> SendAgainAsync(Guid id, string by, CancellationToken cancellationToken) =>
        InTransactionAsync(id, async transaction => await DigUpAsync(transaction, id, by, null, null, cancellationToken), cancellationToken);

    /// <summary>Puts one recipient's address right and sends the mail again, to whoever has not got it.</summary>
    /// <param name="position">Position of the recipient in the mail.</param>
    /// <param name="by">Who asks for it.</param>
    /// <returns>Null when it waits again, otherwise why not.</returns>
    public async Task<MendingRefusal?> MendAddressAsync(
        Guid id, short position, string newAddress, string by, CancellationToken cancellationToken)
    {
        var address = PlainText.OneLine(newAddress, 321);
        if (address.Length > 320 || !MailAddresses.TryParse(new Recipient(0, "To", address, "", true), out _))
            return MendingRefusal.AddressMalformed;
        return await InTransactionAsync(id, async transaction =>
        {
            await using var mend = new NpgsqlCommand("""
                with former as (
                    select address from notifications.mail_recipient
                    where mail_id = @id and position = @position and result <> 'Accepted'
                ), receipt as (
                    update notifications.receipt one set address = @address
                    from notifications.mail where mail.id = @id and one.id = mail.receipt_id and one.signed_at is null
                        and exists (select 1 from former) and not exists (select 1 from notifications.receipt other
                            where other.subject = one.subject and lower(other.address) = lower(@address) and other.id <> one.id))
                update notifications.mail_recipient
                set address = @address from former
                where mail_id = @id and position = @position and result <> 'Accepted'
                returning former.address
                """, transaction.Connection, transaction);
            mend.Parameters.AddWithValue("id", id);
            mend.Parameters.AddWithValue("position", position);
            mend.Parameters.AddWithValue("address", address);
            if (await mend.ExecuteScalarAsync(cancellationToken) is not string former)
                return MendingRefusal.NoSuchRecipient;
            return await DigUpAsync(transaction, id, by, former, address, cancellationToken);
        }, cancellationToken);
    }

    private async Task<MendingRefusal?> DigUpAsync(NpgsqlTransaction transaction, Guid id, string by, string? former,
        string? address, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            with open_again as (
                update notifications.mail_recipient set result = 'Pending', settled_at = null, reply = null
                where mail_id = @id and result in ('Refused', 'Bounced') returning 1
            ), dug_up as (
                update notifications.mail
                set state = 'Waiting', owner = null, lease_until = null, attempts = 0, next_attempt_at = @now, sent_at = null, buried_at = null
                where id = @id and (exists (select 1 from open_again) or exists (
                    select 1 from notifications.mail_recipient where mail_id = @id and result = 'Pending'))
                returning 1
            ), noted as (
                insert into notifications.mail_mending (mail_id, mended_at, mended_by, old_address, new_address)
                select @id, @now, @by, @former, @address from dug_up
            )
            select count(*), (select pg_notify('{NotificationsSchema.WakeUpChannel}', '')) from dug_up
            """, transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", id);
        command.Parameters.AddWithValue("now", clock.GetUtcNow().UtcDateTime);
        command.Parameters.AddWithValue("by", by);
        command.Parameters.AddWithValue("former", NpgsqlTypes.NpgsqlDbType.Text, (object?)former ?? DBNull.Value);
        command.Parameters.AddWithValue("address", NpgsqlTypes.NpgsqlDbType.Text, (object?)address ?? DBNull.Value);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))! == 1 ? null : MendingRefusal.NothingToSend;
    }

    private async Task<MendingRefusal?> InTransactionAsync(
        Guid id, Func<NpgsqlTransaction, Task<MendingRefusal?>> act, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var refusal = await JudgeAsync(transaction, id, cancellationToken) ?? await act(transaction);
        if (refusal is null)
            await transaction.CommitAsync(cancellationToken);
        return refusal;
    }

    // The row is locked until the end: no worker can take the mail while its address changes.
    private static async Task<MendingRefusal?> JudgeAsync(NpgsqlTransaction transaction, Guid id, CancellationToken cancellationToken)
    {
        await using var find = new NpgsqlCommand($"""
            select case when contents_dropped_at is null then {MailRows.State} else 'Dropped' end
            from notifications.mail where id = @id for update
            """, transaction.Connection, transaction);
        find.Parameters.AddWithValue("id", id);
        return await find.ExecuteScalarAsync(cancellationToken) switch
        {
            null => MendingRefusal.NoSuchMail,
            "Held" => MendingRefusal.BeingSent,
            "Dropped" => MendingRefusal.ContentsDropped,
            _ => null,
        };
    }
}
