using Host.Accounts;
using Host.Pages.Shared;
using Ledger.History;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Notifications.Proof;
using Notifications.Sending;
using Notifications.Transport;

namespace Host.Pages.Mails;

/// <summary>What was sent to whom and what came of it: everything for the office, a liaison's own unit's mails for him.</summary>
[Authorize(Roles = $"{nameof(Role.Office)},{nameof(Role.Liaison)}")]
public sealed class IndexModel(LedgerDb db, MailLog log, CurrentActor current, IOptions<SmtpOptions> smtp) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Recipient { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public MailPage Found { get; private set; } = new([], 0);

    public Pager Pager => new("/mails", PageNumber, PageSize, (int)Found.Total, new Dictionary<string, string?>
    {
        ["state"] = State?.ToString(),
        ["recipient"] = Recipient,
    });

    public bool Narrowed => State is not null || !string.IsNullOrWhiteSpace(Recipient);

    /// <summary>Without a mail server mails lie in the maildrop: nobody outside has got them, and the page says so.</summary>
    public bool Kept => string.IsNullOrWhiteSpace(smtp.Value.Host);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var filter = new MailFilter(
            State: State,
            Recipient: string.IsNullOrWhiteSpace(Recipient) ? null : Recipient.Trim(),
            Addresses: await UnitAddresses.SeenByAsync(db, current.Actor, cancellationToken));
        PageNumber = Math.Max(1, PageNumber);
        Found = await log.ListAsync(filter, PageNumber, PageSize, cancellationToken);
        if (PageNumber > Pager.Pages)
        {
            PageNumber = Pager.Pages;
            Found = await log.ListAsync(filter, PageNumber, PageSize, cancellationToken);
        }
    }
}
