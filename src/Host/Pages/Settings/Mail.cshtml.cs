using Host.Accounts;
using Host.Localization;
using Ledger.History;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Notifications.Manners;

namespace Host.Pages.Settings;

/// <summary>When mails that can wait may arrive: quiet hours and days off.</summary>
[Authorize(Roles = nameof(Role.Office))]
public sealed class MailModel(MannersBook book, CurrentActor current, IStringLocalizer<Words> words) : PageModel
{
    [BindProperty]
    public TimeOnly? QuietFrom { get; set; }

    [BindProperty]
    public TimeOnly? QuietUntil { get; set; }

    [BindProperty]
    public bool WorkingDaysOnly { get; set; }

    public string? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var manners = await book.HouseAsync(cancellationToken);
        (QuietFrom, QuietUntil, WorkingDaysOnly) = (manners.QuietFrom, manners.QuietUntil, manners.WorkingDaysOnly);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (QuietFrom is not { } from || QuietUntil is not { } until)
        {
            Refused = words["TimesMissing"];
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        await book.SaveHouseAsync(new DeliveryManners(from, until, WorkingDaysOnly), current.Actor.Name, cancellationToken);
        TempData["Said"] = "Said_Saved";
        return RedirectToPage();
    }
}
