using Npgsql;
using NpgsqlTypes;

namespace Notifications.Sending;

/// <summary>Writes down what came of mails, many in one statement.</summary>
internal sealed class SettlementWriter(NpgsqlDataSource database)
{
    // The row must still be the writer's own. One exception: a mail that did go out while its lease ran out is marked sent
    // even so, as long as nobody else has taken it, because that spares its reader a second copy.
    private const string Sql = """
        with settled as (
            update notifications.mail mail
            set state = given.state, owner = null, lease_until = null, attempts = given.attempts,
                next_attempt_at = given.next_attempt_at,
                sent_at = case when given.state = 'Sent' then given.at end,
                buried_at = case when given.state = 'Buried' then given.at end,
                failure = given.failure, failure_detail = given.detail
            from unnest(@id, @state, @attempts, @at, @next, @failure, @detail, @tried)
                as given (id, state, attempts, at, next_attempt_at, failure, detail, tried)
            where mail.id = given.id
                and (mail.owner = @owner or (given.state = 'Sent' and mail.state = 'Waiting' and mail.owner is null))
            returning mail.id, given.at, given.attempts, given.failure, given.detail, given.tried
        ), people as (
            update notifications.mail_recipient person
            set result = given.result, reply = given.reply, settled_at = settled.at
            from unnest(@personMail, @personPosition, @personResult, @personReply)
                as given (mail_id, position, result, reply)
            join settled on settled.id = given.mail_id
            where person.mail_id = given.mail_id and person.position = given.position
        ), words as (
            insert into notifications.mail_content (mail_id, subject, html, text)
            select given.mail_id, given.subject, given.html, given.text
            from unnest(@wordMail, @subject, @html, @text) as given (mail_id, subject, html, text)
            join settled on settled.id = given.mail_id
            on conflict (mail_id) do nothing
        ), failures as (
            insert into notifications.mail_failure (mail_id, attempt, failed_at, failure, detail)
            select id, attempts, at, failure, detail from settled where failure is not null and tried
        )
        select id from settled
        """;

    /// <summary>Writes the settlements of <paramref name="owner"/>'s mails.</summary>
    /// <returns>The ids written; one that is missing had been taken over by another worker in the meantime.</returns>
    public async Task<HashSet<Guid>> WriteAsync(
        string owner, IReadOnlyList<Settlement> settlements, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.AddWithValue("owner", owner);
        AddMails(command.Parameters, settlements);
        AddPeople(command.Parameters, settlements);
        AddWords(command.Parameters, settlements);
        await command.PrepareAsync(cancellationToken); // planned once per connection: planning costs more than writing
        var written = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            written.Add(reader.GetGuid(0));
        return written;
    }

    private static void AddMails(NpgsqlParameterCollection parameters, IReadOnlyList<Settlement> all)
    {
        parameters.AddWithValue("id", all.Select(one => one.Mail.Id).ToArray());
        parameters.AddWithValue("state", all.Select(one => one.State.ToString()).ToArray());
        parameters.AddWithValue("attempts", all.Select(one => one.Attempts).ToArray());
        parameters.AddWithValue("at", all.Select(one => one.At.UtcDateTime).ToArray());
        parameters.AddWithValue("next", all.Select(one => one.NextAttemptAt.UtcDateTime).ToArray());
        parameters.AddWithValue("tried", all.Select(one => one.Tried).ToArray());
        AddTexts(parameters, "failure", all.Select(one => one.Failure?.Kind.ToString()));
        AddTexts(parameters, "detail", all.Select(one => one.Failure?.Detail));
    }

    private static void AddPeople(NpgsqlParameterCollection parameters, IReadOnlyList<Settlement> all)
    {
        var people = all.SelectMany(one => one.Verdicts, (one, verdict) => (one.Mail.Id, Verdict: verdict)).ToArray();
        parameters.AddWithValue("personMail", Array.ConvertAll(people, one => one.Id));
        parameters.AddWithValue("personPosition", Array.ConvertAll(people, one => one.Verdict.Position));
        parameters.AddWithValue("personResult", Array.ConvertAll(people, one => one.Verdict.Result.ToString()));
        parameters.AddWithValue("personReply", Array.ConvertAll(people, one => Storable(one.Verdict.Reply)!));
    }

    private static void AddWords(NpgsqlParameterCollection parameters, IReadOnlyList<Settlement> all)
    {
        var words = all.Where(one => one.Words is not null).ToArray();
        parameters.AddWithValue("wordMail", Array.ConvertAll(words, one => one.Mail.Id));
        AddTexts(parameters, "subject", words.Select(one => one.Words!.Subject));
        AddTexts(parameters, "html", words.Select(one => one.Words!.Html));
        AddTexts(parameters, "text", words.Select(one => one.Words!.Text));
    }

    private static void AddTexts(NpgsqlParameterCollection parameters, string name, IEnumerable<string?> texts) =>
        parameters.AddWithValue(name, NpgsqlDbType.Array | NpgsqlDbType.Text, texts.Select(Storable).ToArray());

    // A server may answer with anything; PostgreSQL's text cannot hold a zero byte.
    private static string? Storable(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);
}
