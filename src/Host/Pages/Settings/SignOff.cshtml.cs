using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.SigningOff;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Host.Pages.Settings;

/// <summary>How the newest round signs off, extends and looks back. A change counts from now on; what is decided stays decided.</summary>
[Authorize(Policies.Office)]
public sealed class SignOffModel(LedgerDb db, LeadingGroupActs acts, CurrentActor current) : PageModel
{
    [BindProperty]
    public SignOffForm Form { get; set; } = new();

    public string? RoundTitle { get; private set; }

    /// <summary>The seats of the leading group that approve, in the printed order.</summary>
    public IReadOnlyList<LeadingGroupMember> Seats { get; private set; } = [];

    /// <summary>Who can sit in them.</summary>
    public IReadOnlyList<LeaderChoice> Leaders { get; private set; } = [];

    /// <summary>Why nobody was seated just now.</summary>
    public string? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is { } round)
        {
            Form = SignOffForm.Of(round.Settings.SignOff);
            await ShowAsync(round, cancellationToken);
        }
    }

    public async Task<IActionResult> OnPostSeatAsync(Guid? seat, Guid person, CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is not { } round)
        {
            return NotFound();
        }

        if (await acts.FillSeatAsync(current.Actor, round.Id, seat, person, cancellationToken) is not { } refusal)
        {
            TempData["Said"] = "Said_Seat";
            return RedirectToPage();
        }

        ModelState.Clear();
        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
        Form = SignOffForm.Of(round.Settings.SignOff);
        await ShowAsync(round, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (await NewestAsync(cancellationToken) is not { } round)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            await ShowAsync(round, cancellationToken);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        round.Settings = round.Settings with { SignOff = Form.Read() };
        await db.SaveChangesAsync(cancellationToken);
        TempData["Said"] = "Said_Settings";
        return RedirectToPage();
    }

    private async Task ShowAsync(InspectionRound round, CancellationToken cancellationToken)
    {
        RoundTitle = round.Title;
        Seats = [.. round.LeadingGroup.Where(s => s.Approves).OrderBy(s => s.Role).ThenBy(s => s.Ordinal)];
        Leaders = await Choices.LeadersAsync(db, cancellationToken);
    }

    private Task<InspectionRound?> NewestAsync(CancellationToken cancellationToken) =>
        db.Rounds.Include(r => r.LeadingGroup).OrderByDescending(r => r.RegisteredAt).FirstOrDefaultAsync(cancellationToken);
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
