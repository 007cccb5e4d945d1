using System.Globalization;
using Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Notifications.Receipts;

namespace Host.Pages.Receipts;

/// <summary>Where the link of a mail that asks for a signature (签收) ends: open to its holder without signing in. Only the button signs.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceiptModel(ReceiptDesk desk, CurrentActor current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public ReceiptView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Show(await desk.LookAsync(Token, CultureInfo.CurrentUICulture.Name, cancellationToken));

    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        var from = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "?";
        Show(await desk.SignAsync(Token, CultureInfo.CurrentUICulture.Name,
            current.IsSignedIn ? $"{current.Actor.Name} ({from})" : from, cancellationToken));
    }

    private void Show(ReceiptView view)
    {
        View = view;
        Response.StatusCode = view.Refusal is null ? StatusCodes.Status200OK
            : view.Refusal == ReceiptRefusal.Unknown ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
    }
}
