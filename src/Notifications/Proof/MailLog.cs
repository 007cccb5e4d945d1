using System.Runtime.CompilerServices;
using Notifications.Sending;
using Notifications.Templates;
using Npgsql;

namespace Notifications.Proof;

/// <summary>Looks into the outbox: lists, one mail with its words and history, and the proof.</summary>
public sealed class MailLog
{
    private const string Where = $"""
        where (@relatesTo::text is null or mail.relates_to = @relatesTo)
            and (@state::text is null or mail.state = @state)
            and (@held::boolean is null or (mail.lease_until is not null and mail.lease_until >= clock_timestamp()) = @held)
            and (@kind::text is null or mail.kind = @kind)
            and (@from::timestamptz is null or mail.created_at >= @from)
            and (@until::timestamptz is null or mail.created_at < @until)
            and (@signed::boolean is null or exists (
                select 1 from notifications.receipt asked
                where asked.id = mail.receipt_id and (asked.signed_at is not null) = @signed))
            and (@recipient::text is null or exists (
                select 1 from notifications.mail_recipient person where person.mail_id = mail.id
                    and (strpos(lower(person.address), lower(@recipient)) > 0 or strpos(person.name, @recipient) > 0)))
        """ + " and " + ToOneOf;

    private const string ToOneOf = """
        (@addresses::text[] is null or exists (
            select 1 from notifications.mail_recipient reader
            where reader.mail_id = mail.id and lower(reader.address) = any(@addresses)))
        """;

    private readonly NpgsqlDataSource _database;
    private readonly MailPress _press;

    internal MailLog(NpgsqlDataSource database, MailPress press)
    {
        _database = database;
        _press = press;
    }

    /// <param name="page">From 1.</param>
    /// <param name="size">Mails on a page, 1 to 500.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="page"/> or <paramref name="size"/> is out of range.</exception>
    public async Task<MailPage> ListAsync(MailFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, 500);
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var count = new NpgsqlCommand($"select count(*) from notifications.mail {Where}", connection);
        AddFilter(count, filter);
        var total = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        await using var list = new NpgsqlCommand($"""
            select {MailRows.Columns}
            from notifications.mail left join notifications.mail_content words on words.mail_id = mail.id
            {Where}
            order by mail.id desc limit @size offset @skip
            """, connection);
        AddFilter(list, filter);
        list.Parameters.AddWithValue("size", size);
        list.Parameters.AddWithValue("skip", (page - 1L) * size);
        return new MailPage(await RowsAsync(connection, list, cancellationToken), total);
    }

    /// <returns>The mail, or null when there is none of that id.</returns>
    public Task<MailDetails?> FindAsync(Guid id, CancellationToken cancellationToken) => FindAsync(id, null, cancellationToken);

    /// <param name="addresses">Only a mail to one of these, as in <see cref="MailFilter.Addresses"/>; null means any.</param>
    /// <returns>The mail, or null when there is none of that id for these addresses.</returns>
    public async Task<MailDetails?> FindAsync(Guid id, IReadOnlyList<string>? addresses, CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenConnectionAsync(cancellationToken);
        await using var find = new NpgsqlCommand($"""
            select {MailRows.Columns}
            from notifications.mail left join notifications.mail_content words on words.mail_id = mail.id
            where mail.id = @id and {ToOneOf}
            """, connection);
        find.Parameters.AddWithValue("id", id);
        AddAddresses(find, addresses);
        var found = await MailRows.ReadAsync(find, cancellationToken);
        if (found.Count == 0)
            return null;
        var draft = (await MailRows.WithPeopleAsync(connection, found, cancellationToken))[0];
        var sent = await MailHistory.WordsAsync(connection, id, cancellationToken);
        var words = MailHistory.WithoutReceiptLink(sent ?? await WordsNowAsync(draft, cancellationToken));
        return new MailDetails(draft.Row with { Subject = words.Subject }, words, sent is not null,
            await MailHistory.PapersAsync(connection, id, cancellationToken),
            await MailHistory.FailuresAsync(connection, id, cancellationToken),
            await MailHistory.MendingsAsync(connection, id, cancellationToken));
    }

    /// <summary>How many mails are in each state; a state nobody is in is not named.</summary>
    public async Task<IReadOnlyDictionary<MailState, long>> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand($"select {MailRows.State}, count(*) from notifications.mail group by 1");
        var counts = new Dictionary<MailState, long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            counts[Enum.Parse<MailState>(reader.GetString(0))] = reader.GetInt64(1);
        return counts;
    }

    /// <summary>The proof, oldest first, streamed: as long as it is, it fits an export.</summary>
    public async IAsyncEnumerable<ProofRow> ProofAsync(
        MailFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = _database.CreateCommand($"""
            select person.name, person.address, person.role, mail.kind, words.subject, mail.relates_to, mail.rule,
                mail.created_at, {MailRows.State}, person.result, person.settled_at, person.reply, mail.message_id,
                mail.receipt_id is not null, receipt.signed_at, receipt.signed_by
            from notifications.mail
            join notifications.mail_recipient person on person.mail_id = mail.id
            left join notifications.mail_content words on words.mail_id = mail.id
            left join notifications.receipt on receipt.id = mail.receipt_id
            {Where}
            order by mail.id, person.position
            """);
        AddFilter(command, filter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return new ProofRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3),
                MailRows.Text(reader, 4), MailRows.Text(reader, 5), reader.GetString(6), reader.GetFieldValue<DateTimeOffset>(7),
                Enum.Parse<MailState>(reader.GetString(8)), Enum.Parse<RecipientResult>(reader.GetString(9)),
                MailRows.Moment(reader, 10), MailRows.Text(reader, 11), reader.GetString(12))
            {
                AsksSignature = reader.GetBoolean(13),
                SignedAt = MailRows.Moment(reader, 14),
                SignedBy = MailRows.Text(reader, 15),
            };
        }
    }

    private async Task<IReadOnlyList<MailRow>> RowsAsync(
        NpgsqlConnection connection, NpgsqlCommand list, CancellationToken cancellationToken)
    {
        var drafts = await MailRows.WithPeopleAsync(connection, await MailRows.ReadAsync(list, cancellationToken), cancellationToken);
        var wordings = await _press.WordingsAsync([.. drafts.Where(one => !one.HasSubject).Select(one => one.Mail)], cancellationToken);
        return drafts.ConvertAll(draft => draft.HasSubject
            ? draft.Row
            : draft.Row with { Subject = Words(draft, wordings.GetValueOrDefault(draft.Mail.Id)).Subject });
    }

    private async Task<RenderedMail> WordsNowAsync(MailRows.Draft draft, CancellationToken cancellationToken)
    {
        var wordings = await _press.WordingsAsync([draft.Mail], cancellationToken);
        return Words(draft, wordings.GetValueOrDefault(draft.Mail.Id));
    }

    // A mail whose values fit no wording is exactly the one the office has to be able to look at.
    private RenderedMail Words(MailRows.Draft draft, Wording? wording)
    {
        if (draft.Row.ContentsDroppedAt is not null)
            return new RenderedMail(draft.Row.Kind, "", ""); // given up unsent: its subject went with its values
        try
        {
            return _press.Words(draft.Mail, wording);
        }
#pragma warning disable CA1031 // shown in place of the words
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new RenderedMail(draft.Row.Kind, "", exception.Message);
        }
    }

    private static void AddFilter(NpgsqlCommand command, MailFilter filter)
    {
        command.Parameters.AddWithValue("relatesTo", NpgsqlTypes.NpgsqlDbType.Text, (object?)filter.RelatesTo ?? DBNull.Value);
        // As it stands in the table, so that what is buried is found by its index: held is waiting under a lease.
        var stored = filter.State == MailState.Held ? MailState.Waiting : filter.State;
        command.Parameters.AddWithValue("state", NpgsqlTypes.NpgsqlDbType.Text, (object?)stored?.ToString() ?? DBNull.Value);
        command.Parameters.AddWithValue("held", NpgsqlTypes.NpgsqlDbType.Boolean, stored == MailState.Waiting ? (object)(filter.State == MailState.Held) : DBNull.Value);
        command.Parameters.AddWithValue("kind", NpgsqlTypes.NpgsqlDbType.Text, (object?)filter.Kind ?? DBNull.Value);
        command.Parameters.AddWithValue("recipient", NpgsqlTypes.NpgsqlDbType.Text, (object?)filter.Recipient ?? DBNull.Value);
        command.Parameters.AddWithValue("from", NpgsqlTypes.NpgsqlDbType.TimestampTz, (object?)filter.From?.UtcDateTime ?? DBNull.Value);
        command.Parameters.AddWithValue("until", NpgsqlTypes.NpgsqlDbType.TimestampTz, (object?)filter.Until?.UtcDateTime ?? DBNull.Value);
        command.Parameters.AddWithValue("signed", NpgsqlTypes.NpgsqlDbType.Boolean, (object?)filter.Signed ?? DBNull.Value);
        AddAddresses(command, filter.Addresses);
    }

    private static void AddAddresses(NpgsqlCommand command, IReadOnlyList<string>? addresses) => command.Parameters.AddWithValue(
        "addresses",
        NpgsqlTypes.NpgsqlDbType.Array | NpgsqlTypes.NpgsqlDbType.Text,
        addresses is null ? DBNull.Value : addresses.Select(one => one.ToLowerInvariant()).ToArray());
}
