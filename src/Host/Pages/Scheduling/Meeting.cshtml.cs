using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Scheduling;
using Ledger.Storage;
using Ledger.Units;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Host.Pages.Scheduling;

/// <summary>One meeting: agenda, record and decisions. The office runs it; leaders read it; a unit sees its own part.</summary>
public sealed class MeetingModel(LedgerDb db, CurrentActor current, SchedulingActs acts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public TimeOnly? Time { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public string? Attendees { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public DecisionForm Decision { get; set; } = new();

    [BindProperty]
    public string? Result { get; set; }

    public MeetingView View { get; private set; } = null!;

    /// <summary>Who can own a decision; empty unless the reader may take one down.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    /// <summary>Whether the record itself is the reader's to see.</summary>
    public bool SeesRecord => current.Actor.Role is Role.Office or Role.Leader;

    public bool MayRun => current.Actor.Role == Role.Office && View.Meeting.ClosedAt is null;

    public (string Act, string Reason)? Refused { get; private set; }

    public bool MayFinish(MeetingDecision decision) => RecordMeeting.Finish(decision, "…", current.Actor) is null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Fill();
        return Page();
    }

    public Task<IActionResult> OnPostMoveAsync(CancellationToken cancellationToken) => ActAsync(
        "MoveMeeting",
        Day is { } day && Time is { } time
            ? acts.MoveAsync(current.Actor, Id, Shanghai.At(day, time), Place ?? string.Empty, cancellationToken)
            : Task.FromResult<Refusal?>(Refusals.MeetingMustLieAhead),
        cancellationToken);

    public Task<IActionResult> OnPostRedrawAsync(CancellationToken cancellationToken) =>
        ActAsync("RedrawAgenda", acts.RedrawAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostRecordAsync(CancellationToken cancellationToken) =>
        ActAsync("RecordMeeting", acts.WriteAsync(current.Actor, Id, Attendees ?? string.Empty, Minutes ?? string.Empty, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostDecideAsync(CancellationToken cancellationToken) =>
        ActAsync("TakeDecision", acts.DecideAsync(current.Actor, Id, Decision.Read(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        ActAsync("CloseMeeting", acts.CloseAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostFinishAsync(Guid decisionId, CancellationToken cancellationToken) =>
        ActAsync("FinishDecision", acts.FinishAsync(current.Actor, Id, decisionId, Result, cancellationToken), cancellationToken);

    private async Task<IActionResult> ActAsync(string act, Task<Refusal?> doing, CancellationToken cancellationToken)
    {
        var refusal = await doing;
        if (refusal is null)
        {
            TempData["Said"] = $"Said_{act}";
            return RedirectToPage(new { Id });
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Fill();
        Refused = (act, refusal.In(CultureInfo.CurrentUICulture));
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    /// <summary>What is typed stays; what was not sent along is as it stands.</summary>
    private void Fill()
    {
        var meets = TimeZoneInfo.ConvertTime(View.Meeting.MeetsAt, Shanghai.Zone).DateTime;
        Day ??= DateOnly.FromDateTime(meets);
        Time ??= TimeOnly.FromDateTime(meets);
        Place ??= View.Meeting.Place;
        Attendees ??= View.Meeting.Attendees;
        Minutes ??= View.Meeting.Minutes;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await SchedulingReading.FindAsync(db, current.Actor, Id, cancellationToken) is not { } view)
        {
            return false;
        }

        View = view;
        People = MayRun ? await db.People.AsNoTracking().OrderBy(p => p.Name).ToListAsync(cancellationToken) : [];
        return true;
    }
}
