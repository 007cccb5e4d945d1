using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Letters;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Letters;

/// <summary>The register of letters: the office and leaders see all, a unit what was sent to it.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current, TimeProvider clock) : PageModel
{
    private const int PageSize = 25;

    [BindProperty(SupportsGet = true)]
    public LetterState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public LetterKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Issue { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Late { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    public LetterPage Found { get; private set; } = new([], 0);

    public IReadOnlyList<int> Years { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public bool IsOffice => current.Actor.Role == Role.Office;

    public bool Narrowed => State is not null || Kind is not null || Year is not null || Issue is not null || Late;

    public Pager Pager => new("/letters", PageNumber, PageSize, Found.Total, new Dictionary<string, string?>
    {
        ["state"] = State?.ToString(),
        ["kind"] = Kind?.ToString(),
        ["year"] = Year?.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["issue"] = Issue?.ToString(),
        ["late"] = Late ? "true" : null,
    });

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Years = await LetterRegister.YearsAsync(db, cancellationToken);
        Found = await ReadAsync(cancellationToken);
        if (PageNumber < 1 || PageNumber > Pager.Pages)
        {
            PageNumber = Math.Clamp(PageNumber, 1, Pager.Pages);
            Found = await ReadAsync(cancellationToken);
        }
    }

    private Task<LetterPage> ReadAsync(CancellationToken cancellationToken) => LetterRegister.PageAsync(
        db, current.Actor, new LetterFilter(State, Kind, Issue, Year, Late), PageNumber, PageSize, Today, cancellationToken);
}
