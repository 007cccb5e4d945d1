using Host.Accounts;
using Host.Localization;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Notifications.Manners;
using Notifications.Templates;

namespace Host.Pages.Account;

/// <summary>What somebody chooses of his own mails: at what time of day those arrive that can wait, and in which language all are written.</summary>
public sealed class MailsModel(LedgerDb db, MannersBook book, CurrentActor current, IStringLocalizer<Words> words) : PageModel
{
    /// <summary>The person of the roster behind the account; without one there is no address.</summary>
    public Person? Person { get; private set; }

    [BindProperty]
    public TimeOnly? DeliverAt { get; set; }

    [BindProperty]
    public string? Language { get; set; }

    public string? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Person is not null)
        {
            (DeliverAt, Language) = (await book.ChoiceAsync(Person.Email, cancellationToken), Person.Culture);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (Person is null)
        {
            return Forbid();
        }

        var house = await book.HouseAsync(cancellationToken);
        if (DeliverAt is { } time && house.IsQuiet(time))
        {
            Refused = words["TimeIsQuiet", Written(house.QuietFrom), Written(house.QuietUntil)];
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        Person.Culture = Language == Cultures.English ? Cultures.English : Cultures.Chinese;
        await db.SaveChangesAsync(cancellationToken);
        await book.ChooseAsync(Person.Email, DeliverAt, cancellationToken);
        TempData["Said"] = "Said_Saved";
        return RedirectToPage();
    }

    private static string Written(TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    private async Task LoadAsync(CancellationToken cancellationToken) => Person = current.Actor.PersonId is { } id
        ? await db.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken)
        : null;
}
