using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Issues;

/// <summary>The ledger as a list, narrowed by the address: every view of it can be bookmarked, printed and gone back to.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current, TimeProvider clock) : PageModel
{
    private const int PageSize = 20;

    [BindProperty(SupportsGet = true)]
    public IssueStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public Light? Light { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Round { get; set; }

    /// <summary>From 1; <c>p</c>, because <c>page</c> is a word of the routing's own.</summary>
    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public IssuePage Found { get; private set; } = new([], 0);

    public IReadOnlyList<RoundChoice> Rounds { get; private set; } = [];

    public IReadOnlyList<UnitChoice> Units { get; private set; } = [];

    public Pager Pager => new("/issues", PageNumber, PageSize, Found.Total, new Dictionary<string, string?>
    {
        ["status"] = Status?.ToString(),
        ["light"] = Light?.ToString(),
        ["unit"] = Unit?.ToString(),
        ["words"] = Words,
        ["round"] = Round?.ToString(),
    });

    public bool Narrowed => Status is not null || Light is not null || Unit is not null || Round is not null || !string.IsNullOrWhiteSpace(Words);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Units = await Choices.UnitsSeenAsync(db, current.Actor, cancellationToken);
        Rounds = await Choices.RoundsSeenAsync(db, current.Actor, cancellationToken);
        Found = await ReadAsync(cancellationToken);
        var last = Pager.Pages;
        if (PageNumber < 1 || PageNumber > last)
        {
            PageNumber = Math.Clamp(PageNumber, 1, last);
            Found = await ReadAsync(cancellationToken);
        }
    }

    private Task<IssuePage> ReadAsync(CancellationToken cancellationToken) => IssueList.PageAsync(
        db, current.Actor, new IssueFilter(Status, Light, Unit, Words, Round), PageNumber, PageSize, clock.Today(), cancellationToken);
}
