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
        ), added as (
            insert into notifications.mail (id, key, kind, culture, data, rule, thread, relates_to, scope, message_id,
                created_at, due_at, next_attempt_at)
            select id, key, kind, culture, data, rule, thread, relates_to, scope,
                replace(id::text, '-', '') || '@' || @domain, @now, due_at, due_at
            from unnest(@id, @key, @kind, @culture, @data, @rule, @thread, @relatesTo, @scope, @dueAt)
                as given (id, key, kind, culture, data, rule, thread, relates_to, scope, due_at)
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

    private readonly OutgoingMail[] _mails;
    private readonly Guid[] _ids;
    private readonly string _domain;
    private readonly DateTimeOffset _now;

    /// <exception cref="ArgumentException">A mail has no recipient or an unknown kind.</exception>
    public OutboxRows(OutgoingMail[] mails, string domain, DateTimeOffset now)
    {
        foreach (var mail in mails)
            Check(mail);
        _mails = mails;
        _ids = Array.ConvertAll(mails, _ => Guid.CreateVersion7(now));
        _domain = domain;
        _now = now;
    }

    public NpgsqlCommand Insertion(NpgsqlTransaction transaction)
    {
        var command = new NpgsqlCommand(Sql, transaction.Connection, transaction);
        AddMails(command.Parameters);
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
        // A due time long gone and one of this instant are the same to the dispatcher; year 1 is outside what timestamptz likes.
        parameters.AddWithValue("dueAt", Array.ConvertAll(_mails, mail => (mail.DueAt > _now ? mail.DueAt : _now).UtcDateTime));
    }

    private void AddTexts(NpgsqlParameterCollection parameters, string name, Converter<OutgoingMail, string?> column) =>
        parameters.AddWithValue(name, NpgsqlDbType.Array | NpgsqlDbType.Text, Array.ConvertAll(_mails, column));

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
