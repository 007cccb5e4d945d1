using System.Security.Cryptography;
using Notifications.Schema;
using Notifications.Templates;
using Npgsql;
using NpgsqlTypes;

namespace Notifications.Queueing;

/// <summary>A chunk of mails turned into columns: one statement writes all of them, however many there are.</summary>
internal sealed class OutboxRows
{
    private const string Sql = $"""
        with given_file as (
            insert into notifications.mail_file (sha256, content)
            select * from unnest(@fileHash, @fileContent)
            on conflict do nothing
        ), refilled as (
            update notifications.mail_file file set content = given.content
            from unnest(@fileHash, @fileContent) as given (sha256, content)
            where file.sha256 = given.sha256 and file.content is null
        ), offered as (
            insert into notifications.receipt as known (id, subject, address, name, offered_at, expires_at)
            select gen_random_uuid(), subject, address, name, @now, expires_at
            from unnest(@receiptSubject, @receiptAddress, @receiptName, @receiptExpires) as given (subject, address, name, expires_at)
            on conflict (subject, lower(address)) do update
            set expires_at = case when known.signed_at is null then greatest(known.expires_at, excluded.expires_at) else known.expires_at end
            returning id, subject, address
        ), added as (
            insert into notifications.mail (id, key, kind, culture, data, rule, thread, relates_to, scope, message_id,
                created_at, due_at, next_attempt_at, can_wait, receipt_id)
            select given.id, key, kind, culture, data, rule, thread, relates_to, scope,
                replace(given.id::text, '-', '') || '@' || @domain, @now, due_at, not_before, can_wait, offered.id
            from unnest(@id, @key, @kind, @culture, @data, @rule, @thread, @relatesTo, @scope, @dueAt, @notBefore, @canWait, @subject, @reader)
                as given (id, key, kind, culture, data, rule, thread, relates_to, scope, due_at, not_before, can_wait, subject, reader)
            left join offered on offered.subject = given.subject and lower(offered.address) = lower(given.reader)
            on conflict (key) do nothing
            returning id
        ), people as (
            insert into notifications.mail_recipient (mail_id, position, role, address, name)
            select mail_id, position, role, address, name
            from unnest(@toMail, @toPosition, @toRole, @toAddress, @toName)
                as given (mail_id, position, role, address, name)
            join added on added.id = mail_id
        ), papers as (
            insert into notifications.mail_attachment (mail_id, position, name, content_type, sha256)
            select mail_id, position, name, content_type, sha256
            from unnest(@paperMail, @paperPosition, @paperName, @paperType, @paperHash)
                as given (mail_id, position, name, content_type, sha256)
            join added on added.id = mail_id
        )
        select count(*)::int, (select pg_notify('{NotificationsSchema.WakeUpChannel}', '') where exists (select 1 from added))
        from added
        """;

    private static readonly DateTime AtOnce = DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc);

    private readonly OutgoingMail[] _mails;
    private readonly DateTimeOffset[] _due;
    private readonly Guid[] _ids;
    private readonly string _domain;
    private readonly DateTimeOffset _now;

    /// <exception cref="ArgumentException">A mail has no recipient or an unknown kind.</exception>
    public OutboxRows(OutgoingMail[] mails, DateTimeOffset[] due, string domain, DateTimeOffset now)
    {
        foreach (var mail in mails)
            Check(mail);
        _mails = mails;
        _due = due;
        _ids = Array.ConvertAll(mails, _ => Guid.CreateVersion7(now));
        _domain = domain;
        _now = now;
    }

    public bool HaveFiles => Array.Exists(_mails, mail => mail.Attachments.Count > 0);

    public NpgsqlCommand Insertion(NpgsqlTransaction transaction)
    {
        var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        AddMails(command.Parameters);
        AddReceipts(command.Parameters);
        AddPeople(command.Parameters);
        AddPapers(command.Parameters);
        return command;
    }

    private static void Check(OutgoingMail mail)
    {
        if (mail.To.Count == 0)
            throw new ArgumentException($"Mail {mail.Key} has no recipient.");
        if (!MailTemplate.All.ContainsKey(mail.Kind))
            throw new ArgumentException($"Mail {mail.Key} is of the unknown kind {mail.Kind}.");
        if (mail.Receipt is not null && (mail.To.Count > 1 || mail.Cc.Count > 0))
            throw new ArgumentException($"Mail {mail.Key} asks for a signature and goes to more than the one who signs.");
    }

    private void AddMails(NpgsqlParameterCollection parameters)
    {
        parameters.AddWithValue("domain", _domain);
        parameters.AddWithValue("now", _now.UtcDateTime);
        parameters.AddWithValue("id", _ids);
        AddTexts(parameters, "key", mail => mail.Key);
        AddTexts(parameters, "kind", mail => mail.Kind);
        AddTexts(parameters, "culture", mail => mail.Culture);
        parameters.AddWithValue("data", NpgsqlDbType.Array | NpgsqlDbType.Jsonb, Array.ConvertAll(_mails, mail => mail.Values));
        AddTexts(parameters, "rule", mail => mail.Rule);
        AddTexts(parameters, "thread", mail => mail.Thread);
        AddTexts(parameters, "relatesTo", mail => mail.RelatesTo);
        AddTexts(parameters, "scope", mail => mail.Scope);
        parameters.AddWithValue("dueAt", Array.ConvertAll(_due, one => one.UtcDateTime));
        // Owed at once means whatever the clock says: one that is set back must not hold the mail up (-infinity).
        parameters.AddWithValue("notBefore", Array.ConvertAll(_due, one => one > _now ? one.UtcDateTime : AtOnce));
        parameters.AddWithValue("canWait", Array.ConvertAll(_mails, mail => mail.Deferrable));
        AddTexts(parameters, "subject", mail => mail.Receipt?.Subject);
        AddTexts(parameters, "reader", mail => mail.Receipt is null ? null : mail.To[0].Address);
    }

    private void AddTexts(NpgsqlParameterCollection parameters, string name, Converter<OutgoingMail, string?> column) =>
        parameters.AddWithValue(name, NpgsqlDbType.Array | NpgsqlDbType.Text, Array.ConvertAll(_mails, column));

    private void AddReceipts(NpgsqlParameterCollection parameters)
    {
        // The longest time of each: one statement may not touch a row twice.
        var offers = _mails.Where(mail => mail.Receipt is not null).Select(mail => (Offer: mail.Receipt!, Reader: mail.To[0]))
            .OrderByDescending(one => one.Offer.ExpiresAt)
            .DistinctBy(one => (one.Offer.Subject, one.Reader.Address.ToLowerInvariant())).ToArray();
        parameters.AddWithValue("receiptSubject", Array.ConvertAll(offers, one => one.Offer.Subject));
        parameters.AddWithValue("receiptAddress", Array.ConvertAll(offers, one => one.Reader.Address));
        parameters.AddWithValue("receiptName", Array.ConvertAll(offers, one => one.Reader.Name));
        parameters.AddWithValue("receiptExpires", Array.ConvertAll(offers, one => one.Offer.ExpiresAt.UtcDateTime));
    }

    private void AddPeople(NpgsqlParameterCollection parameters)
    {
        var people = _mails.SelectMany((mail, row) => mail.To.Select(person => (Person: person, Role: "To"))
            .Concat(mail.Cc.Select(person => (Person: person, Role: "Cc")))
            .DistinctBy(entry => entry.Person.Address, StringComparer.OrdinalIgnoreCase)
            .Select((entry, position) => (Mail: _ids[row], Position: (short)position, entry.Role, entry.Person))).ToArray();
        parameters.AddWithValue("toMail", Array.ConvertAll(people, one => one.Mail));
        parameters.AddWithValue("toPosition", Array.ConvertAll(people, one => one.Position));
        parameters.AddWithValue("toRole", Array.ConvertAll(people, one => one.Role));
        parameters.AddWithValue("toAddress", Array.ConvertAll(people, one => one.Person.Address));
        parameters.AddWithValue("toName", Array.ConvertAll(people, one => one.Person.Name));
    }

    private void AddPapers(NpgsqlParameterCollection parameters)
    {
        var papers = _mails.SelectMany((mail, row) => mail.Attachments.Select((paper, position) =>
            (Mail: _ids[row], Position: (short)position, Paper: paper, Hash: SHA256.HashData(paper.Content.Span)))).ToArray();
        var files = papers.DistinctBy(paper => Convert.ToHexString(paper.Hash)).ToArray();
        parameters.AddWithValue("fileHash", Array.ConvertAll(files, file => file.Hash));
        parameters.AddWithValue("fileContent", Array.ConvertAll(files, file => file.Paper.Content.ToArray()));
        parameters.AddWithValue("paperMail", Array.ConvertAll(papers, one => one.Mail));
        parameters.AddWithValue("paperPosition", Array.ConvertAll(papers, one => one.Position));
        parameters.AddWithValue("paperName", Array.ConvertAll(papers, one => PlainText.OneLine(one.Paper.Name, 255)));
        parameters.AddWithValue("paperType", Array.ConvertAll(papers, one => one.Paper.ContentType));
        parameters.AddWithValue("paperHash", Array.ConvertAll(papers, one => one.Hash));
    }
}
