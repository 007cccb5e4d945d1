using Notifications.Composing;
using Notifications.Sending;
using Npgsql;

namespace Notifications.Proof;

/// <summary>Reads mails and their people into rows.</summary>
internal static class MailRows
{
    /// <summary>The state as people know it. In the table a mail that is held waits under a lease: see <see cref="MailQueue"/>.</summary>
    public const string State = "case when mail.lease_until >= clock_timestamp() then 'Held' else mail.state end";

    /// <summary>Columns in the order <see cref="ReadAsync"/> expects, of <c>mail</c> left-joined with <c>mail_content</c> as <c>words</c>.</summary>
    public const string Columns = $"""
        mail.id, mail.key, mail.kind, mail.culture, words.subject, mail.rule, mail.relates_to, mail.message_id, {State},
        mail.created_at, mail.due_at, greatest(mail.next_attempt_at, mail.due_at), mail.sent_at, mail.buried_at, mail.attempts, mail.failure,
        mail.failure_detail, mail.data::text, mail.thread, mail.scope, mail.receipt_id,
        (select expires_at from notifications.receipt where receipt.id = mail.receipt_id),
        (select signed_at from notifications.receipt where receipt.id = mail.receipt_id), mail.contents_dropped_at
        """;

    /// <summary>A row whose people and subject are still to come, and the mail behind it to make the subject from.</summary>
    public sealed record Draft(MailRow Row, bool HasSubject, MailToSend Mail)
    {
        public Draft With(IEnumerable<MailRowPerson> people)
        {
            var list = people.ToArray();
            return this with
            {
                Row = Row with { People = list },
                Mail = Mail with { Recipients = Array.ConvertAll(list, one => new Recipient(one.Position, one.Role, one.Address, one.Name, true)) },
            };
        }
    }

    public static async Task<List<Draft>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var drafts = new List<Draft>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            drafts.Add(Read(reader));
        return drafts;
    }

    public static async Task<List<Draft>> WithPeopleAsync(
        NpgsqlConnection connection, List<Draft> drafts, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            select mail_id, position, role, address, name, result, settled_at, reply
            from notifications.mail_recipient where mail_id = any(@ids) order by mail_id, position
            """, connection);
        command.Parameters.AddWithValue("ids", drafts.Select(one => one.Row.Id).ToArray());
        var people = new List<(Guid Mail, MailRowPerson Person)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            people.Add((reader.GetGuid(0), new MailRowPerson(reader.GetInt16(1), reader.GetString(2), reader.GetString(3),
                reader.GetString(4), Enum.Parse<RecipientResult>(reader.GetString(5)), Moment(reader, 6), Text(reader, 7))));
        }
        var byMail = people.ToLookup(one => one.Mail, one => one.Person);
        return drafts.ConvertAll(draft => draft.With(byMail[draft.Row.Id]));
    }

    public static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? Moment(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private static Draft Read(NpgsqlDataReader reader)
    {
        var row = new MailRow(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
            Text(reader, 4) ?? "", reader.GetString(5), Text(reader, 6), reader.GetString(7),
            Enum.Parse<MailState>(reader.GetString(8)), reader.GetFieldValue<DateTimeOffset>(9),
            reader.GetFieldValue<DateTimeOffset>(10), reader.GetFieldValue<DateTimeOffset>(11), Moment(reader, 12),
            Moment(reader, 13), reader.GetInt32(14), Text(reader, 15), Text(reader, 16), [])
        {
            AsksSignature = !reader.IsDBNull(20),
            SignedAt = Moment(reader, 22),
            ContentsDroppedAt = Moment(reader, 23),
        };
        var mail = new MailToSend(row.Id, row.Kind, row.Culture, reader.GetString(17), Text(reader, 18), Text(reader, 19),
            row.MessageId, row.Attempts, default, [], [])
        {
            Receipt = reader.IsDBNull(20) ? null : new ReceiptToAsk(reader.GetGuid(20), reader.GetFieldValue<DateTimeOffset>(21)),
        };
        return new Draft(row, !reader.IsDBNull(4), mail);
    }
}
