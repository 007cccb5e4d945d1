using System.Text.RegularExpressions;
using Notifications.Templates;
using Npgsql;

namespace Notifications.Proof;

/// <summary>What belongs to one mail: the words sent, the papers, the failures, the mendings.</summary>
internal static partial class MailHistory
{
    /// <summary>The words without the link by which the reader signs: who looks at a mail must not sign in its reader's place.</summary>
    public static RenderedMail WithoutReceiptLink(RenderedMail words) => words with
    {
        Html = ReceiptLink().Replace(words.Html, "/receipt/…"),
        Text = ReceiptLink().Replace(words.Text, "/receipt/…"),
    };

    public static async Task<RenderedMail?> WordsAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, id, "select subject, coalesce(html, ''), coalesce(text, '') from notifications.mail_content where mail_id = @id",
            row => new RenderedMail(row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken)).SingleOrDefault();

    public static Task<List<MailPaper>> PapersAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        ReadAsync(connection, id, """
            select name, content_type, encode(sha256, 'hex'), length(content)::bigint
            from notifications.mail_attachment join notifications.mail_file using (sha256)
            where mail_id = @id order by position
            """, row => new MailPaper(row.GetString(0), row.GetString(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetInt64(3)), cancellationToken);

    public static Task<List<MailTry>> FailuresAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        ReadAsync(connection, id, "select attempt, failed_at, failure, detail from notifications.mail_failure where mail_id = @id order by id",
            row => new MailTry(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), MailRows.Text(row, 3)),
            cancellationToken);

    public static Task<List<MailMendingRow>> MendingsAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken) =>
        ReadAsync(connection, id, """
            select mended_at, mended_by, old_address, new_address
            from notifications.mail_mending where mail_id = @id order by id
            """, row => new MailMendingRow(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), MailRows.Text(row, 2), MailRows.Text(row, 3)),
            cancellationToken);

    [GeneratedRegex("/receipt/[A-Za-z0-9_-]{20,}")]
    private static partial Regex ReceiptLink();

    private static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, Guid id, string sql, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
#pragma warning disable CA2100 // the texts are constants of this file
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddWithValue("id", id);
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(row(reader));
        return rows;
    }
}
