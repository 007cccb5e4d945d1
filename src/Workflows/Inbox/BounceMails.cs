using Ledger.Deadlines;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Notifications.Inbox;
using Notifications.Mails.BounceNotice;
using Notifications.Queueing;
using Npgsql;
using Workflows.Mails;

namespace Workflows.Inbox;

/// <summary>Tells the office that a mail came back: once a day and address, however many mails come back from it.</summary>
public sealed class BounceMails(Outbox outbox, IOptions<SiteOptions> site, TimeProvider clock) : IBounceReader
{
    /// <inheritdoc />
    public async Task BouncedAsync(NpgsqlTransaction transaction, BouncedMail mail, CancellationToken cancellationToken)
    {
        // A notice that comes back itself would be told by another notice, and so on for ever.
        if (mail.Kind == "BounceNotice")
        {
            return;
        }

        await using var db = LedgerDb.On(transaction);
        var office = await db.OfOffice().ToListAsync(cancellationToken);
        var url = site.Value.PublicUrl is { } root ? new Uri(root, $"/mails/{mail.MailId}").ToString() : null;
        var values = new BounceNoticeMail(
            mail.Name.Length > 0 ? mail.Name : mail.Address, mail.Address, mail.SubjectSent, mail.SentAt, $"{mail.Status} {mail.Reason}", url);
        await outbox.EnqueueAsync(
            transaction,
            [.. office.Select(person => OutgoingMail.Of(
                values,
                FormattableString.Invariant($"bounce/{mail.Address.ToLowerInvariant()}/{clock.Today():yyyy-MM-dd}/{person.Id:n}"),
                "inbox/bounce",
                IssueMails.Address(person)) with { Culture = person.Culture, RelatesTo = $"mail/{mail.MailId:n}" })],
            cancellationToken);
    }
}
