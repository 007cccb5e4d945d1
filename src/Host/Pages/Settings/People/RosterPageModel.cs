using System.Globalization;
using Host.Accounts;
using Host.Localization;
using Host.Pages.Shared;
using Ledger.Refusals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Host.Pages.Settings.People;

/// <summary>What the pages of one person and of one unit share: an act either leads back with a sentence, or shows why not and keeps what was typed.</summary>
[Authorize(Policies.Office)]
public abstract class RosterPageModel(IStringLocalizer<RosterWords> roster) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    public string? Refused { get; private set; }

    protected IStringLocalizer<RosterWords> Roster => roster;

    /// <summary>Reads what the page shows; false when there is no such thing.</summary>
    protected abstract Task<bool> LoadAsync(CancellationToken cancellationToken);

    protected async Task<IActionResult> ShowAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <param name="said">What is said once it is done.</param>
    /// <param name="path">Where it leads then; null comes back to this page.</param>
    protected async Task<IActionResult> ActAsync(
        Func<Task<Refusal?>> act, LocalizedString said, CancellationToken cancellationToken, string? path = null)
    {
        var refusal = await act();
        if (refusal is null)
        {
            TempData["Said"] = said.Value;
            return path is null ? RedirectToPage(new { Id }) : LocalRedirect(path);
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }
}
