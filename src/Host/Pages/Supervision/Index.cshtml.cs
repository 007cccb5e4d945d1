using Host.Accounts;
using Ledger.History;
using Ledger.Storage;
using Ledger.Supervising;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Supervision;

/// <summary>Weekly supervision: who owes a report, who has reported, who has not. A liaison sees his own units' issues.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current, TimeProvider clock) : PageModel
{
    private const int WeeksShown = 26;

    /// <summary>The week; the newest when none is named.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>Narrows the list to one standing.</summary>
    [BindProperty(SupportsGet = true)]
    public DutyStanding? Standing { get; set; }

    public IReadOnlyList<WeeklySupervision> Weeks { get; private set; } = [];

    /// <summary>Null while no week has been opened.</summary>
    public WeekView? View { get; private set; }

    /// <summary>How many supervision checks there have been, counted.</summary>
    public int Checks { get; private set; }

    public IEnumerable<DutyLine> Shown => View!.Lines.Where(l => Standing is null || l.Standing == Standing);

    /// <summary>Whether the reader may write the report of <paramref name="line"/>.</summary>
    public bool MayWrite(DutyLine line) =>
        current.Actor.Role == Role.Liaison && current.Actor.UnitId == line.UnitId
        && line.Standing is DutyStanding.Owed or DutyStanding.Missed or DutyStanding.Returned;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        Weeks = await SupervisionReading.WeeksAsync(db, WeeksShown, cancellationToken);
        Checks = await SupervisionReading.ChecksAsync(db, cancellationToken);
        if ((Id ?? (Weeks.Count > 0 ? Weeks[0].Id : null)) is not { } id)
        {
            return Page();
        }

        View = await SupervisionReading.FindAsync(db, current.Actor, id, clock.GetUtcNow(), cancellationToken);
        return View is null ? NotFound() : Page();
    }
}
