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
using Workflows.Calendar;

namespace Host.Pages.Settings;

/// <summary>The working-day calendar: what is worked and what not, a year's table loaded from a file, the office's own days.</summary>
[Authorize(Policies.Office)]
public sealed class CalendarModel(LedgerDb db, CalendarActs acts, CurrentActor current, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "year")]
    public int? WantedYear { get; set; }

    [BindProperty]
    public IFormFile? Table { get; set; }

    /// <summary>The previewed file, carried along so that what is loaded is what was shown, on whichever host.</summary>
    [BindProperty]
    public string? Previewed { get; set; }

    [BindProperty]
    public string? FileName { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public bool IsOff { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    public int Year { get; private set; }

    public DateOnly Today { get; private set; }

    public IReadOnlyList<CalendarYear> Years { get; private set; } = [];

    public IReadOnlyDictionary<DateOnly, CalendarDay> Days { get; private set; } = new Dictionary<DateOnly, CalendarDay>();

    public IReadOnlyList<CalendarOverride> Overrides { get; private set; } = [];

    public WorkingCalendar Calendar { get; private set; } = WorkingCalendar.Bare;

    /// <summary>Years the page can turn to: those with a table, this one and the next.</summary>
    public IEnumerable<int> Turns => Years.Select(y => y.Year).Append(Today.Year).Append(Today.Year + 1).Distinct().Order();

    public CalendarTable[]? Preview { get; private set; }

    /// <summary>Why the last act was refused, and at which form.</summary>
    public (string Form, string Reason)? Refused { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        if (Table is null)
        {
            return await RefuseAsync("load", CalendarRefusals.UnknownForm, cancellationToken);
        }

        // One byte more than the reader takes: enough for it to say that the file is too large.
        var bytes = new byte[Math.Min(Table.Length, CalendarFile.LargestInBytes + 1L)];
        await using (var stream = Table.OpenReadStream())
        {
            await stream.ReadExactlyAsync(bytes, cancellationToken);
        }

        var read = CalendarFile.Read(bytes);
        if (read.IsRefused)
        {
            return await RefuseAsync("load", read.Refusal, cancellationToken);
        }

        (Preview, Previewed, FileName) = (read.Value, Convert.ToBase64String(bytes), Path.GetFileName(Table.FileName));
        await LoadAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostLoadAsync(CancellationToken cancellationToken)
    {
        var bytes = new byte[CalendarFile.LargestInBytes];
        if (string.IsNullOrEmpty(Previewed) || !Convert.TryFromBase64String(Previewed, bytes, out var length))
        {
            return await RefuseAsync("load", CalendarRefusals.PreviewGone, cancellationToken);
        }

        var read = CalendarFile.Read(bytes.AsSpan(0, length));
        var refusal = read.IsRefused
            ? read.Refusal
            : await acts.LoadAsync(current.Actor, read.Value, NameOfSource(), cancellationToken);
        return refusal is null ? Done("Said_CalendarLoaded", read.Value![^1].Year) : await RefuseAsync("load", refusal, cancellationToken);
    }

    public async Task<IActionResult> OnPostOverrideAsync(CancellationToken cancellationToken) =>
        await acts.OverrideAsync(current.Actor, Day, IsOff, Name, cancellationToken) is { } refusal
            ? await RefuseAsync("override", refusal, cancellationToken)
            : Done("Said_DayOverridden", Day!.Value.Year);

    public async Task<IActionResult> OnPostRemoveAsync(DateOnly day, CancellationToken cancellationToken) =>
        await acts.RemoveOverrideAsync(current.Actor, day, cancellationToken) is { } refusal
            ? await RefuseAsync("override", refusal, cancellationToken)
            : Done("Said_DayOverrideRemoved", day.Year);

    private string NameOfSource() => string.IsNullOrWhiteSpace(FileName) ? "json" : FileName;

    private RedirectToPageResult Done(string said, int year)
    {
        TempData["Said"] = said;
        return RedirectToPage(new { year });
    }

    private async Task<PageResult> RefuseAsync(string form, Refusal refusal, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Refused = (form, refusal.In(CultureInfo.CurrentUICulture));
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Today = clock.Today();
        Year = WantedYear is >= 2000 and <= 2100 ? WantedYear.Value : Today.Year;
        Years = await db.CalendarYears.AsNoTracking().OrderBy(y => y.Year).ToListAsync(cancellationToken);
        var (first, last) = (new DateOnly(Year, 1, 1), new DateOnly(Year, 12, 31));
        Days = await db.CalendarDays.AsNoTracking().Where(d => d.Day >= first && d.Day <= last).ToDictionaryAsync(d => d.Day, cancellationToken);
        Overrides = await db.CalendarOverrides.AsNoTracking().OrderByDescending(o => o.Day).Take(200).ToListAsync(cancellationToken);
        Calendar = await CalendarBook.ReadAsync(db, cancellationToken);
    }
}
