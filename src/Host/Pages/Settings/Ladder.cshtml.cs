using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Clock;

namespace Host.Pages.Settings;

/// <summary>The ladder of reminders: its steps as data, and what they would have sent and will send before they are saved.</summary>
[Authorize(Policies.Office)]
public sealed class LadderModel(LedgerDb db, LadderActs acts, CurrentActor current, IEnumerable<ILetterDrafts> letters, TimeProvider clock) : PageModel
{
    /// <summary>Which ladder; null is the default one, <see cref="Guid.Empty"/> a new one.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid? Wanted { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Guid? RoundId { get; set; }

    [BindProperty]
    public List<StepForm> Steps { get; set; } = [];

    public IReadOnlyList<StoredLadder> Stored { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Rounds { get; private set; } = new Dictionary<Guid, string>();

    public LadderPreview? Preview { get; private set; }

    public string? Refused { get; private set; }

    public bool IsNew => Wanted == Guid.Empty;

    /// <summary>Whether letters can be drafted here at all.</summary>
    public bool HasLetters { get; } = letters.Any();

    public IEnumerable<LadderPaper> Papers => HasLetters ? Enum.GetValues<LadderPaper>() : [LadderPaper.Mail];

    private Guid? LadderId => IsNew ? null : Wanted ?? Ladder.DefaultId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var stored = Stored.FirstOrDefault(l => l.Id == LadderId);
        if (stored is null && Wanted is not null && !IsNew && Wanted != Ladder.DefaultId)
        {
            return NotFound();
        }

        (Name, RoundId) = (stored?.Name, stored?.RoundId);
        Steps = [.. (stored?.AsLadder() ?? Ladder.Default).Steps.Select(StepForm.Of)];
        await ShowAsync(cancellationToken);
        return Page();
    }

    /// <summary>Shows the form again with one step more or less, or with what it would send.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(int? remove, bool add, CancellationToken cancellationToken)
    {
        if (remove is { } at && at >= 0 && at < Steps.Count)
        {
            Steps.RemoveAt(at);
            ModelState.Clear();
        }

        if (add)
        {
            Steps.Add(new StepForm());
        }

        await LoadAsync(cancellationToken);
        await ShowAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        var refusal = await acts.SaveAsync(current.Actor, LadderId, Name, RoundId, Read(), cancellationToken);
        if (refusal is null)
        {
            TempData["Said"] = "Said_LadderSaved";
            return IsNew ? RedirectToPage("Index") : RedirectToPage(new { id = Wanted });
        }

        await LoadAsync(cancellationToken);
        Refuse(refusal);
        return Page();
    }

    private LadderStep[] Read() => [.. Steps.Select(step => step.Read())];

    private void Refuse(Refusal refusal)
    {
        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var steps = Read();
        if (LadderRules.Refuse(steps) is { } refusal)
        {
            Refuse(refusal);
            return;
        }

        var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
        Preview = await LadderPreview.ReadAsync(db, new Ladder(steps), LadderId, calendar, clock.Today(), cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Stored = await db.Ladders.AsNoTracking().OrderBy(l => l.Name).ToListAsync(cancellationToken);
        Rounds = await db.Rounds.OrderByDescending(r => r.RegisteredAt).ToDictionaryAsync(r => r.Id, r => r.Title, cancellationToken);
    }
}
