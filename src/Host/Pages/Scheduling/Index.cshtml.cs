using Host.Accounts;
using Ledger.Scheduling;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Scheduling;

/// <summary>The half-monthly meetings, newest first.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current) : PageModel
{
    private const int MeetingsShown = 48;

    public IReadOnlyList<MeetingLine> Meetings { get; private set; } = [];

    /// <summary>How many have been held, counted.</summary>
    public int Held { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Meetings = await SchedulingReading.ListAsync(db, current.Actor, MeetingsShown, cancellationToken);
        Held = await SchedulingReading.HeldAsync(db, cancellationToken);
    }
}
