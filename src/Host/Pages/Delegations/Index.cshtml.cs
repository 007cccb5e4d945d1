using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.Delegating;
using Ledger.History;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Host.Pages.Delegations;

/// <summary>Who signs for the reader while he is away, and for whom he signs.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current, DelegationActs acts, TimeProvider clock) : PageModel
{
    /// <summary>Whether the reader is somebody whose word can be given to another.</summary>
    public bool MayDelegate { get; private set; }

    public IReadOnlyList<LeaderChoice> Choices { get; private set; } = [];

    public IReadOnlyList<Delegation> Delegations { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public string? Refused { get; private set; }

    [BindProperty]
    public Guid? DelegateId { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? Until { get; set; }

    public bool IsMine(Delegation delegation) => delegation.PrincipalId == current.Actor.PersonId;

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        ActAsync("Said_Delegate", acts.MakeAsync(current.Actor, DelegateId, From, Until, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync("Said_EndDelegation", acts.EndAsync(current.Actor, id, cancellationToken), cancellationToken);

    private async Task<IActionResult> ActAsync(string said, Task<Refusal?> doing, CancellationToken cancellationToken)
    {
        if (await doing is not { } refusal)
        {
            TempData["Said"] = said;
            return RedirectToPage();
        }

        await LoadAsync(cancellationToken);
        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        if (current.Actor.PersonId is not { } own)
        {
            return;
        }

        var isHead = await db.Units.AnyAsync(u => u.HeadId == own, cancellationToken);
        MayDelegate = isHead || current.Actor.Role == Role.Leader;
        if (MayDelegate)
        {
            var unit = current.Actor.UnitId;
            Choices = await db.People.Where(p => p.Id != own && p.UnitId == unit).OrderBy(p => p.Name)
                .Select(p => new LeaderChoice(p.Id, p.Name, p.Title)).ToListAsync(cancellationToken);
        }

        Delegations = await db.Delegations.AsNoTracking().Include(d => d.Principal).Include(d => d.Delegate)
            .Where(d => d.PrincipalId == own || d.DelegateId == own).OrderByDescending(d => d.From).ThenByDescending(d => d.MadeAt)
            .Take(100).ToListAsync(cancellationToken);
    }
}
