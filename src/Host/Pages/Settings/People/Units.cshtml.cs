using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Settings.People;

/// <summary>The units of the roster as a list, with head, liaisons and what they have open.</summary>
[Authorize(Policies.Office)]
public sealed class UnitsModel(LedgerDb db) : PageModel
{
    private const int PageSize = 25;

    private const int MostOptions = 20;

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public RosterPage<UnitLine> Found { get; private set; } = new([], 0);

    public Pager Pager => new("/settings/people/units", PageNumber, PageSize, Found.Total, new Dictionary<string, string?> { ["words"] = Words });

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        PageNumber = Math.Max(1, PageNumber);
        Found = await RosterList.UnitsAsync(db, Words, PageNumber, PageSize, cancellationToken);
        if (PageNumber > Pager.Pages)
        {
            PageNumber = Pager.Pages;
            Found = await RosterList.UnitsAsync(db, Words, PageNumber, PageSize, cancellationToken);
        }
    }

    /// <summary>The names a field offers while somebody types a unit's name.</summary>
    public async Task<IActionResult> OnGetNamesAsync(string? unit, CancellationToken cancellationToken) =>
        Partial("_UnitOptions", await RosterList.UnitNamesAsync(db, unit, MostOptions, cancellationToken));
}
