using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Clock;

namespace Host.Pages.Issues;

/// <summary>How the ladder is climbed for one issue: what has gone out, what comes next, and what is different for it.</summary>
public sealed class LadderModel(LedgerDb db, LadderActs acts, CurrentActor current, TimeProvider clock) : PageModel
{
    private const int ComingShown = 12;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DateOnly? SilentUntil { get; set; }

    [BindProperty]
    public Guid? LadderId { get; set; }

    [BindProperty]
    public List<Guid> Listeners { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public Issue Issue { get; private set; } = null!;

    public string Title { get; private set; } = string.Empty;

    public LadderException? Exception { get; private set; }

    public string LadderName { get; private set; } = string.Empty;

    public IReadOnlyList<StoredLadder> Ladders { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> People { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyList<LadderClimb> Gone { get; private set; } = [];

    public IReadOnlyDictionary<Guid, int> Ordinals { get; private set; } = new Dictionary<Guid, int>();

    /// <summary>What comes next, with the measures it speaks of.</summary>
    public IReadOnlyList<(Rung Rung, IReadOnlyList<int> Measures)> Coming { get; private set; } = [];

    public string? Refused { get; private set; }

    public bool MayExcept => current.Actor.Role == Role.Office;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        (SilentUntil, LadderId, Reason) = (Exception?.SilentUntil, Exception?.LadderId, Exception?.Reason);
        Listeners = await db.LadderListeners.Where(l => l.IssueId == Id).Select(l => l.PersonId).ToListAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        ExceptAsync(new ExceptionRequest(SilentUntil, LadderId, Listeners, Reason), cancellationToken);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) =>
        ExceptAsync(new ExceptionRequest(null, null, [], null), cancellationToken);

    private async Task<IActionResult> ExceptAsync(ExceptionRequest request, CancellationToken cancellationToken)
    {
        if (await acts.ExceptAsync(current.Actor, Id, request, cancellationToken) is not { } refusal)
        {
            TempData["Said"] = request.IsEmpty ? "Said_ExceptionRemoved" : "Said_ExceptionSet";
            return RedirectToPage(new { Id });
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.Issues.AsNoTracking().VisibleTo(current.Actor).Include(i => i.Measures).SingleOrDefaultAsync(i => i.Id == Id, cancellationToken) is not { } issue)
        {
            return false;
        }

        (Issue, Title) = (issue, IssueTitle.Of(issue.Heading, issue.Text));
        Ladders = await db.Ladders.AsNoTracking().OrderBy(l => l.Name).ToListAsync(cancellationToken);
        Exception = await db.LadderExceptions.AsNoTracking().SingleOrDefaultAsync(e => e.IssueId == Id, cancellationToken);
        Gone = await db.LadderClimbs.AsNoTracking().Where(c => c.IssueId == Id).OrderByDescending(c => c.Id).Take(100).ToListAsync(cancellationToken);
        Ordinals = issue.Measures.ToDictionary(m => m.Id, m => m.Ordinal);
        People = await PeopleAsync(cancellationToken);
        await LookAheadAsync(cancellationToken);
        return true;
    }

    private async Task<Dictionary<Guid, string>> PeopleAsync(CancellationToken cancellationToken)
    {
        var told = Gone.Select(c => c.PersonId).OfType<Guid>().ToHashSet();
        return await db.People.Where(p => MayExcept || told.Contains(p.Id)).OrderBy(p => p.Name).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
    }

    private async Task LookAheadAsync(CancellationToken cancellationToken)
    {
        var stored = Ladders.FirstOrDefault(l => l.Id == Exception?.LadderId)
            ?? Ladders.FirstOrDefault(l => l.RoundId == Issue.RoundId) ?? Ladders.FirstOrDefault(l => l.Id == Ladder.DefaultId);
        LadderName = stored?.Name ?? string.Empty;
        var ladder = stored?.AsLadder() ?? Ladder.Default;
        var today = clock.Today();
        var from = Exception?.SilentUntil >= today ? Exception.SilentUntil.Value.AddDays(1) : today.AddDays(1);
        var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
        Coming = [.. Issue.Measures.Where(m => m is { Status: MeasureStatus.Open, DueOn: not null, DeadlineKind: not DeadlineKind.LongTerm })
            .GroupBy(m => m.DueOn!.Value)
            .SelectMany(same => ladder.Between(same.Key, from, today.AddDays(400), calendar)
                .Select(rung => (rung, (IReadOnlyList<int>)[.. same.Select(m => m.Ordinal).Order()])))
            .OrderBy(one => one.rung.Day).Take(ComingShown)];
    }
}
