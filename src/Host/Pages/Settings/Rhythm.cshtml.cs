using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Rounds;
using Ledger.Scheduling;
using Ledger.Storage;
using Ledger.Supervising;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Host.Pages.Settings;

/// <summary>The office sets the newest round's rhythm: reports, meetings, letters.</summary>
[Authorize(Policies.Office)]
public sealed class RhythmModel(LedgerDb db, CurrentActor current, RhythmActs acts) : PageModel
{
    [BindProperty]
    public RhythmForm Form { get; set; } = new();

    public InspectionRound? Round { get; private set; }

    public string? Refused { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Round = await NewestAsync(cancellationToken);
        if (Round is not null)
        {
            Form = RhythmForm.Of(Round.Settings);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        Round = await NewestAsync(cancellationToken);
        if (Round is null)
        {
            return NotFound();
        }

        if (await acts.SetAsync(current.Actor, Round.Id, Form.Read(), cancellationToken) is not { } refusal)
        {
            TempData["Said"] = "Said_SetRhythm";
            return RedirectToPage();
        }

        Refused = refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private Task<InspectionRound?> NewestAsync(CancellationToken cancellationToken) =>
        db.Rounds.AsNoTracking().OrderByDescending(r => r.RegisteredAt).FirstOrDefaultAsync(cancellationToken);
}

/// <summary>A round's rhythm as it is typed; what is left empty is out of range and said so.</summary>
public sealed class RhythmForm
{
    public DayOfWeek CutOffDay { get; set; }

    public TimeOnly? CutOffTime { get; set; }

    public int? Misses { get; set; }

    public int? MeetingDays { get; set; }

    public TimeOnly? MeetingTime { get; set; }

    public string? Place { get; set; }

    public int? BehindPoints { get; set; }

    public string? ReminderSeries { get; set; }

    public string? SupervisionSeries { get; set; }

    public LetterApprover ApprovedBy { get; set; }

    public int? ReplyDays { get; set; }

    public static RhythmForm Of(RoundSettings settings) => new()
    {
        CutOffDay = settings.Weekly.CutOffDay,
        CutOffTime = settings.Weekly.CutOffTime,
        Misses = settings.Weekly.MissesBeforeSuperior,
        MeetingDays = settings.Scheduling.DaysAfterOpening,
        MeetingTime = settings.Scheduling.Time,
        Place = settings.Scheduling.Place,
        BehindPoints = settings.Scheduling.BehindPlanPoints,
        ReminderSeries = settings.Letters.ReminderSeries,
        SupervisionSeries = settings.Letters.SupervisionSeries,
        ApprovedBy = settings.Letters.ApprovedBy,
        ReplyDays = settings.Letters.ReplyWithinWorkingDays,
    };

    public Rhythm Read() => new(
        new WeeklySettings { CutOffDay = CutOffDay, CutOffTime = CutOffTime ?? new WeeklySettings().CutOffTime, MissesBeforeSuperior = Misses ?? 0 },
        new SchedulingSettings
        {
            DaysAfterOpening = MeetingDays ?? -1,
            Time = MeetingTime ?? new SchedulingSettings().Time,
            Place = Place ?? string.Empty,
            BehindPlanPoints = BehindPoints ?? 0,
        },
        new LetterSettings
        {
            ReminderSeries = ReminderSeries ?? string.Empty,
            SupervisionSeries = SupervisionSeries ?? string.Empty,
            ApprovedBy = ApprovedBy,
            ReplyWithinWorkingDays = ReplyDays ?? 0,
        });
}
