using System.Globalization;
using Host.Accounts;
using Host.Accounts.Managing;
using Host.Accounts.Storage;
using Host.Localization;
using Host.Pages.Shared;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Host.Pages.Settings.People;

/// <summary>The people of the roster as a list, narrowed by the address, with the state of their accounts.</summary>
[Authorize(Policies.Office)]
public sealed class IndexModel(LedgerDb db, AccountsDb accounts, AccountDesk desk, CurrentActor current, IStringLocalizer<RosterWords> roster) : PageModel
{
    private const int PageSize = 25;

    /// <summary>The filter's word for people without an account.</summary>
    public const string NoAccount = "None";

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public PeopleShown Show { get; set; }

    /// <summary>A state of accounts, or <see cref="NoAccount"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Account { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public RosterPage<PersonLine> Found { get; private set; } = new([], 0);

    public IReadOnlyDictionary<Guid, AccountState> States { get; private set; } = new Dictionary<Guid, AccountState>();

    /// <summary>Accounts nobody of the roster stands behind, such as the first one.</summary>
    public IReadOnlyList<Accounts.Account> Lone { get; private set; } = [];

    public string? Refused { get; private set; }

    public Pager Pager => new("/settings/people", PageNumber, PageSize, Found.Total, new Dictionary<string, string?>
    {
        ["words"] = Words,
        ["show"] = Show == PeopleShown.Present ? null : Show.ToString(),
        ["account"] = Account,
    });

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(Guid accountId, CancellationToken cancellationToken) =>
        ActAsync(() => desk.CloseAsync(current.Actor, accountId, cancellationToken), "Said_Closed", cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(Guid accountId, CancellationToken cancellationToken) =>
        ActAsync(() => desk.ReopenAsync(current.Actor, accountId, cancellationToken), "Said_Reopened", cancellationToken);

    private async Task<IActionResult> ActAsync(Func<Task<Refusal?>> act, string said, CancellationToken cancellationToken)
    {
        if (await act() is not { } refusal)
        {
            TempData["Said"] = roster[said].Value;
            return RedirectToPage();
        }

        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
        await LoadAsync(cancellationToken);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        var filter = new PeopleFilter(Show, null, Words, await AmongAsync(cancellationToken), Account == NoAccount);
        PageNumber = Math.Max(1, PageNumber);
        Found = await RosterList.PeopleAsync(db, filter, PageNumber, PageSize, cancellationToken);
        if (PageNumber > Pager.Pages)
        {
            PageNumber = Pager.Pages;
            Found = await RosterList.PeopleAsync(db, filter, PageNumber, PageSize, cancellationToken);
        }

        var shown = Found.Items.Select(p => p.Id).ToList();
        States = await accounts.Users.AsNoTracking().Where(a => a.PersonId != null && shown.Contains(a.PersonId.Value))
            .ToDictionaryAsync(a => a.PersonId!.Value, AccountStates.Of, cancellationToken);
        Lone = await accounts.Users.AsNoTracking().Where(a => a.PersonId == null).OrderBy(a => a.UserName).ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Guid>?> AmongAsync(CancellationToken cancellationToken)
    {
        var some = accounts.Users.Where(a => a.PersonId != null);
        if (Account == NoAccount)
        {
            return await some.Select(a => a.PersonId!.Value).ToListAsync(cancellationToken);
        }

        return Enum.TryParse<AccountState>(Account, out var state) && Enum.IsDefined(state)
            ? await some.Where(AccountStates.Is(state)).Select(a => a.PersonId!.Value).ToListAsync(cancellationToken)
            : null;
    }
}
