using Host.Accounts;
using Host.Feeds;
using Ledger.Deadlines;
using Ledger.Storage;
using Ledger.Working;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Host.Pages.Work;

/// <summary>What the reader has to do, by due day, and the address of his calendar feed.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current, WorkList work, TimeProvider clock) : PageModel
{
    /// <summary>Things due later are not yet anybody's work today.</summary>
    private const int DaysAhead = 60;

    /// <summary>Narrows the list to one kind.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    public IReadOnlyList<WorkItem> Items { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    /// <summary>Whether the reader is on the roster: a feed belongs to a person.</summary>
    public bool IsOnRoster => current.Actor.PersonId is not null;

    /// <summary>When the feed's address was last renewed; null when there is none.</summary>
    public DateTimeOffset? FeedSince { get; private set; }

    public IEnumerable<WorkItem> Shown => Items.Where(i => Kind is null || i.Kind == Kind);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Items = await work.ReadAsync(db, current.Actor, Today, Today.AddDays(DaysAhead), cancellationToken);
        FeedSince = await db.CalendarFeeds.Where(f => f.PersonId == current.Actor.PersonId).Select(f => (DateTimeOffset?)f.RenewedAt)
            .SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostRenewAsync(CancellationToken cancellationToken)
    {
        if (current.Actor.PersonId is not { } person)
        {
            return Forbid();
        }

        var secret = await CalendarFeeds.RenewAsync(db, person, clock.GetUtcNow(), cancellationToken);
        TempData["Feed"] = $"{Request.Scheme}://{Request.Host}{Request.PathBase}{CalendarFeedEndpoint.PathOf(secret)}";
        TempData["Said"] = "Said_RenewFeed";
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostRevokeAsync(CancellationToken cancellationToken)
    {
        if (current.Actor.PersonId is { } person)
        {
            await CalendarFeeds.RevokeAsync(db, person, cancellationToken);
        }

        TempData["Said"] = "Said_RevokeFeed";
        return RedirectToPage();
    }
}
