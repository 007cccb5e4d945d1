using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.History;
using Ledger.Issues;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Supervising;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Acts;

namespace Host.Pages.Supervision;

/// <summary>One issue's report of one week: its unit writes it, the office reads it and may send it back.</summary>
[RequestSizeLimit(Uploads.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.LargestRequest)]
public sealed class ReportModel(LedgerDb db, CurrentActor current, WeeklyReportActs acts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid WeekId { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid IssueId { get; set; }

    [BindProperty]
    public ReportForm Form { get; set; } = new();

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public ReportDossier Dossier { get; private set; } = null!;

    public DutyStanding Standing { get; private set; }

    /// <summary>Whether the form is open to the reader; asked of the rule itself.</summary>
    public bool MayWrite { get; private set; }

    public bool MayReturn { get; private set; }

    public (string Act, string Reason)? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Form = ReportForm.Of(Dossier);
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken) =>
        ActAsync("KeepReport", KeepAsync(cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostSubmitAsync(CancellationToken cancellationToken) =>
        ActAsync("SubmitReport", SubmitAsync(cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostTakeBackAsync(Guid file, CancellationToken cancellationToken) =>
        ActAsync("TakeBackAttachment", acts.TakeBackAsync(current.Actor, WeekId, IssueId, Form.Read(), file, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) =>
        ActAsync("ReturnReport", acts.ReturnAsync(current.Actor, WeekId, IssueId, Reason, cancellationToken), cancellationToken);

    private Task<Refusal?> KeepAsync(CancellationToken cancellationToken) =>
        Files.ReadAsync(files => acts.KeepAsync(current.Actor, WeekId, IssueId, Form.Read(), files, cancellationToken));

    /// <summary>Files are kept with the draft first: a browser does not choose them again for who has forgotten a word.</summary>
    private async Task<Refusal?> SubmitAsync(CancellationToken cancellationToken) =>
        (Files.Count > 0 ? await KeepAsync(cancellationToken) : null)
        ?? await acts.SubmitAsync(current.Actor, WeekId, IssueId, Form.Read(), cancellationToken);

    private async Task<IActionResult> ActAsync(string act, Task<Refusal?> doing, CancellationToken cancellationToken)
    {
        var refusal = await doing;
        if (refusal is null)
        {
            TempData["Said"] = $"Said_{act}";
            return RedirectToPage(new { WeekId, IssueId });
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Form.Cover(Dossier.Issue);
        Refused = (act, refusal.In(CultureInfo.CurrentUICulture));
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await ReportDossier.FindAsync(db, current.Actor, WeekId, IssueId, cancellationToken) is not { } dossier)
        {
            return false;
        }

        Dossier = dossier;
        var report = dossier.Report;
        Standing = SupervisionReading.Standing(
            report?.State, report?.InTime ?? false, dossier.Duty.Misses, dossier.Issue.Status, clock.GetUtcNow() > dossier.Week.CutOffAt);
        MayWrite = !WriteReport.Keep(dossier.Issue, report, new ReportText("", "", "", []), current.Actor).IsRefused;
        MayReturn = current.Actor.Role == Role.Office && report?.State == ReportState.Submitted && dossier.Issue.Status.IsOpen();
        return true;
    }
}
