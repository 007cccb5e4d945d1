using System.Globalization;
using System.Text;
using Host.Localization;
using Microsoft.Extensions.Localization;
using Notifications.Proof;

namespace Host.Pages.Mails;

/// <summary>The proof as a table any spreadsheet opens: CSV with a byte order mark, so that Chinese is read as Chinese.</summary>
internal static class ProofFile
{
    private static readonly string[] Columns =
        ["Recipient", "RightAddress", "MailKind", "Subject", "Rule", "About", "WrittenAt", "Status", "Arrived", "When", "ServerSaid", "SignatureAsked", "SignedAt", "SignedFrom", "MessageId"];

    /// <summary>Writes row by row: however long the proof, memory stays small.</summary>
    public static async Task WriteAsync(
        Stream target, IAsyncEnumerable<ProofRow> rows, IStringLocalizer<Words> words, CultureInfo culture, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Line(Columns.Select(column => (string?)words[$"Proof_{column}"])).AsMemory(), cancellationToken);
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await writer.WriteLineAsync(Line(Cells(row, words, culture)).AsMemory(), cancellationToken);
        }
    }

    private static IEnumerable<string?> Cells(ProofRow row, IStringLocalizer<Words> words, CultureInfo culture) =>
    [
        row.Name, row.Address, words[$"MailKind_{row.Kind}"], row.Subject, row.Rule, row.RelatesTo, row.CreatedAt.Written(culture),
        words.Of(row.State), words.Of(row.Result), row.At?.Written(culture), row.Reply, words[row.AsksSignature ? "Yes" : "No"],
        row.SignedAt?.Written(culture), row.SignedBy, row.MessageId,
    ];

    private static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell));

    // A cell that begins like a formula is text all the same: a subject or a server's answer must not calculate in the reader's sheet.
    internal static string Cell(string? text)
    {
        var value = text ?? "";
        if (value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            value = "'" + value;
        }

        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
