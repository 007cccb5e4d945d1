using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Clock;

namespace Host.Pages.Settings;

/// <summary>When a round's lights turn yellow and red.</summary>
[Authorize(Policies.Office)]
public sealed class LightsModel(LedgerDb db, LightActs acts, CurrentActor current) : PageModel
{
    [BindProperty]
    public Guid RoundId { get; set; }

    [BindProperty]
    public int YellowWithin { get; set; }

    [BindProperty]
    public DayCount Count { get; set; }

    [BindProperty]
    public int RedAfter { get; set; }

    [BindProperty]
    public bool YellowBehindPlan { get; set; }

    public IReadOnlyList<InspectionRound> Rounds { get; private set; } = [];

    public (Guid Round, string Reason)? Refused { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var lights = new LightSettings { YellowWithin = YellowWithin, Count = Count, RedAfter = RedAfter, YellowBehindPlan = YellowBehindPlan };
        if (await acts.SaveAsync(current.Actor, RoundId, lights, cancellationToken) is not { } refusal)
        {
            TempData["Said"] = "Said_LightsSaved";
            return RedirectToPage();
        }

        await LoadAsync(cancellationToken);
        Refused = (RoundId, refusal.In(CultureInfo.CurrentUICulture));
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken) =>
        Rounds = await db.Rounds.AsNoTracking().OrderByDescending(r => r.RegisteredAt).ToListAsync(cancellationToken);
}
