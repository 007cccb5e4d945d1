using MimeKit;
using Notifications.Queueing;
using Npgsql;

namespace Notifications.Inbox;

/// <summary>Does with one message what its kind asks for, within the transaction that marks it as read.</summary>
internal sealed class IncomingHandler(NpgsqlTransaction transaction, IReplyReader? replies, IBounceReader? bounces, TimeProvider clock)
{
    /// <returns>The row with what became of it.</returns>
    public async Task<IncomingRow> HandleAsync(MimeMessage message, IncomingRow row, CancellationToken cancellationToken) => row.Kind switch
    {
        IncomingKind.Bounce => await BounceAsync(DeliveryNotice.Of(message)!, row, cancellationToken),
        IncomingKind.Delay => row with { MailId = await KnownAsync(DeliveryNotice.Of(message)!.MailId, cancellationToken) },
        IncomingKind.Reply => await ReplyAsync(message, row, cancellationToken),
        _ => row,
    };

    private async Task<IncomingRow> BounceAsync(DeliveryNotice notice, IncomingRow row, CancellationToken cancellationToken)
    {
        var detail = PlainText.OneLine(string.Join("; ", notice.Failures.Select(one => $"{string.Join(' ', one.Addresses)} {one.Status} {one.Reason}")), 2000);
        if (notice.MailId is not { } mail || await KnownAsync(mail, cancellationToken) is null)
            return row with { Outcome = IncomingOutcome.UnknownThread, Detail = detail };
        var marked = false;
        foreach (var failure in notice.Failures)
        {
            foreach (var bounced in await BounceRows.MarkAsync(transaction, mail, failure, clock.GetUtcNow(), cancellationToken))
            {
                marked = true;
                if (bounces is not null)
                    await bounces.BouncedAsync(transaction, bounced, cancellationToken);
            }
        }
        return row with { Outcome = marked ? IncomingOutcome.Marked : IncomingOutcome.Ignored, MailId = mail, Detail = detail };
    }

    private async Task<IncomingRow> ReplyAsync(MimeMessage message, IncomingRow row, CancellationToken cancellationToken)
    {
        foreach (var id in IncomingReading.Answered(message).Select(IncomingReading.MailOf).OfType<Guid>())
        {
            if (await RelatesToAsync(id, cancellationToken) is not (true, var relatesTo))
                continue;
            await BounceRows.WorksAgainAsync(transaction, row.Sender, cancellationToken);
            var reply = new IncomingReply(
                row.MessageId ?? $"{row.Folder}/{row.UidValidity}/{row.Uid}", id, relatesTo, row.Sender,
                PlainText.OneLine(message.From.Mailboxes.FirstOrDefault()?.Name ?? "", 200), row.Subject,
                message.Date == default ? row.ReceivedAt : message.Date, ReplyText.Of(message), await ReplyFiles.OfAsync(message, cancellationToken));
            var outcome = replies is null ? new ReplyOutcome(IncomingOutcome.Ignored) : await replies.TakeAsync(transaction, reply, cancellationToken);
            return row with { Outcome = outcome.Kind, MailId = id, Detail = outcome.Detail is { } detail ? PlainText.OneLine(detail, 2000) : null };
        }
        return row with { Outcome = IncomingOutcome.UnknownThread };
    }

    private async Task<Guid?> KnownAsync(Guid? mail, CancellationToken cancellationToken) =>
        mail is { } id && (await RelatesToAsync(id, cancellationToken)).IsOurs ? id : null;

    private async Task<(bool IsOurs, string? RelatesTo)> RelatesToAsync(Guid mail, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select relates_to from notifications.mail where id = @id", transaction.Connection, transaction);
        command.Parameters.AddWithValue("id", mail);
        return await command.ExecuteScalarAsync(cancellationToken) switch
        {
            null => (false, null),
            string about => (true, about),
            _ => (true, null),
        };
    }
}
