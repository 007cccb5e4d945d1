using System.Globalization;
using Host.Accounts;
using Host.Api;
using Host.Localization;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Notifications.Proof;
using Notifications.Sending;
using Notifications.Transport;

namespace Host.Pages.Mails;

/// <summary>What was sent to whom and what came of it: everything for the office, a liaison's own unit's mails for him.</summary>
[Authorize(Roles = $"{nameof(Role.Office)},{nameof(Role.Liaison)}")]
public sealed class IndexModel(LedgerDb db, MailLog log, CurrentActor current, IOptions<SmtpOptions> smtp, TimeProvider clock,
    IStringLocalizer<Words> words) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public MailState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Recipient { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Until { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool? Signed { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public MailPage Found { get; private set; } = new([], 0);

    public Pager Pager => new("/mails", PageNumber, PageSize, (int)Found.Total, Asked);

    public bool Narrowed => Query.Narrows;

    public bool IsOffice => current.Actor.Role == Role.Office;

    /// <summary>The same questions as a file.</summary>
    public string ExportAddress => QueryHelpers.AddQueryString("/mails", Asked.Append(new("handler", "Proof")).Where(one => one.Value is not null));

    /// <summary>Without a mail server mails lie in the maildrop: nobody outside has got them, and the page says so.</summary>
    public bool Kept => string.IsNullOrWhiteSpace(smtp.Value.Host);

    private MailQuery Query => new(null, State, Recipient, Kind, From, Until, Signed);

    private Dictionary<string, string?> Asked => new()
    {
        ["state"] = State?.ToString(),
        ["recipient"] = Recipient,
        ["kind"] = Kind,
        ["from"] = From?.ToString("O", CultureInfo.InvariantCulture),
        ["until"] = Until?.ToString("O", CultureInfo.InvariantCulture),
        ["signed"] = Signed is { } signed ? (signed ? "true" : "false") : null,
    };

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var filter = Query.Filter(await UnitAddresses.SeenByAsync(db, current.Actor, cancellationToken));
        PageNumber = Math.Max(1, PageNumber);
        Found = await log.ListAsync(filter, PageNumber, PageSize, cancellationToken);
        if (PageNumber > Pager.Pages)
        {
            PageNumber = Pager.Pages;
            Found = await log.ListAsync(filter, PageNumber, PageSize, cancellationToken);
        }
    }

    /// <summary>Who was told what, when, why, did it arrive, did they sign: all that fits the filter, as a file.</summary>
    public async Task<IActionResult> OnGetProofAsync(CancellationToken cancellationToken)
    {
        var rows = log.ProofAsync(Query.Filter(await UnitAddresses.SeenByAsync(db, current.Actor, cancellationToken)), cancellationToken);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"mail-proof-{clock.Today():yyyy-MM-dd}.csv\"";
        await ProofFile.WriteAsync(Response.Body, rows, words, CultureInfo.CurrentUICulture, cancellationToken);
        return new EmptyResult();
    }
}
