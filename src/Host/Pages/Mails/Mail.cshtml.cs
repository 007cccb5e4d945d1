using System.Globalization;
using Host.Accounts;
using Host.Accounts.Inviting;
using Ledger.History;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Notifications.Mending;
using Notifications.Proof;
using Notifications.Transport;
using Workflows.Mails;

namespace Host.Pages.Mails;

/// <summary>One mail as it was sent, why, what became of it; and for the office the means to send it again.</summary>
[Authorize(Roles = $"{nameof(Role.Office)},{nameof(Role.Liaison)}")]
public sealed class MailModel(LedgerDb db, MailLog log, MailMending mending, CurrentActor current, IOptions<SmtpOptions> smtp) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public MailDetails Mail { get; private set; } = null!;

    public string? Refused { get; private set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public short Position { get; set; }

    /// <summary>A mail's words as the log shows them. Without a mail server nobody else could bring a link to its owner, so it stays readable.</summary>
    public string Shown(string words) => string.IsNullOrWhiteSpace(smtp.Value.Host) ? words : VeiledLinks.In(words);

    public bool MayMend => current.Actor.Role == Role.Office;

    /// <summary>The issue the mail is about, read from what its writer noted; null when it is about none.</summary>
    public Guid? IssueId => IssueMails.IssueOf(Mail.Row.RelatesTo);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>The HTML part alone, for the frame; it can run nothing and load nothing.</summary>
    public async Task<IActionResult> OnGetLetterAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? this.Letter(Shown(Mail.Words.Html)) : NotFound();

    public Task<IActionResult> OnPostAgainAsync(CancellationToken cancellationToken) =>
        MendAsync(() => mending.SendAgainAsync(Id, current.Actor.Name, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostAddressAsync(CancellationToken cancellationToken) => MendAsync(
        () => mending.MendAddressAsync(Id, Position, Address ?? string.Empty, current.Actor.Name, cancellationToken), cancellationToken);

    private async Task<IActionResult> MendAsync(Func<Task<MendingRefusal?>> mend, CancellationToken cancellationToken)
    {
        if (!MayMend)
        {
            return Forbid();
        }

        var refusal = await mend();
        if (refusal is null)
        {
            TempData["Said"] = "Said_SendAgain";
            return RedirectToPage(new { Id });
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Refused = refusal.Text(CultureInfo.CurrentUICulture.Name);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var addresses = await UnitAddresses.SeenByAsync(db, current.Actor, cancellationToken);
        if (await log.FindAsync(Id, addresses, cancellationToken) is not { } mail)
        {
            return false;
        }

        Mail = mail;
        return true;
    }
}
