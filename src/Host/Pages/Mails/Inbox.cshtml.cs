using Host.Pages.Shared;
using Ledger.History;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Notifications.Inbox;

namespace Host.Pages.Mails;

/// <summary>What came in and what became of it, and the addresses mails come back from.</summary>
[Authorize(Roles = nameof(Role.Office))]
public sealed class InboxModel(InboxLog log, IOptions<InboxOptions> options) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public bool IsSet => options.Value.IsSet;

    public InboxHealth? Health { get; private set; }

    public IReadOnlyList<AddressTrouble> Troubles { get; private set; } = [];

    public IReadOnlyList<IncomingRow> Items { get; private set; } = [];

    public Pager Pager { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Health = await log.HealthAsync(cancellationToken);
        Troubles = await log.TroublesAsync(cancellationToken);
        PageNumber = Math.Max(1, PageNumber);
        (Items, var total) = await log.ListAsync(null, PageNumber, PageSize, cancellationToken);
        Pager = new Pager("/mails/inbox", PageNumber, PageSize, (int)total, new Dictionary<string, string?>());
    }

    public async Task<IActionResult> OnPostWorksAsync(string? address, CancellationToken cancellationToken)
    {
        await log.WorksAgainAsync(address ?? "", cancellationToken);
        TempData["Said"] = "Said_AddressWorks";
        return RedirectToPage();
    }
}
