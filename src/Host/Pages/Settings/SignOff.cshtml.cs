using System.ComponentModel.DataAnnotations;
using Host.Accounts;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Host.Pages.Settings;

/// <summary>How the newest round signs off, extends and looks back. A change counts from now on; what is decided stays decided.</summary>
[Authorize(Policies.Office)]
public sealed class SignOffModel(LedgerDb db) : PageModel
{
    [BindProperty]
    public SignOffForm Form { get; set; } = new();

    public string? RoundTitle { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is { } round)
        {
            (RoundTitle, Form) = (round.Title, SignOffForm.Of(round.Settings.SignOff));
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is not { } round)
        {
            return NotFound();
        }

        RoundTitle = round.Title;
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        round.Settings = round.Settings with { SignOff = Form.Read() };
        await db.SaveChangesAsync(cancellationToken);
        TempData["Said"] = "Said_Settings";
        return RedirectToPage();
    }

    private Task<Ledger.Rounds.InspectionRound?> NewestAsync(CancellationToken cancellationToken) =>
        db.Rounds.OrderByDescending(r => r.RegisteredAt).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>The settings as they are typed.</summary>
public sealed class SignOffForm
{
    public LeaderQuorum LeadLeaders { get; set; }

    public SiteCheckRule SiteCheck { get; set; }

    public bool EvidenceForEveryMeasure { get; set; }

    [Range(0, 20)]
    public int ExtensionsPerMeasure { get; set; }

    public ExtensionApprover ExtensionsApprovedBy { get; set; }

    [Range(1, 3650)]
    public int LookBackAfterDays { get; set; }

    [Range(100, 1_000_000)]
    public int QuotaMegabytes { get; set; }

    public static SignOffForm Of(SignOffSettings s) => new()
    {
        LeadLeaders = s.LeadLeaders,
        SiteCheck = s.SiteCheck,
        EvidenceForEveryMeasure = s.EvidenceForEveryMeasure,
        ExtensionsPerMeasure = s.ExtensionsPerMeasure,
        ExtensionsApprovedBy = s.ExtensionsApprovedBy,
        LookBackAfterDays = s.LookBackAfterDays,
        QuotaMegabytes = s.QuotaMegabytes,
    };

    public SignOffSettings Read() => new()
    {
        LeadLeaders = LeadLeaders,
        SiteCheck = SiteCheck,
        EvidenceForEveryMeasure = EvidenceForEveryMeasure,
        ExtensionsPerMeasure = ExtensionsPerMeasure,
        ExtensionsApprovedBy = ExtensionsApprovedBy,
        LookBackAfterDays = LookBackAfterDays,
        QuotaMegabytes = QuotaMegabytes,
    };
}
