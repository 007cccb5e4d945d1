using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Calendar;
using Ledger.Deadlines;
using Ledger.Issues;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Host.Pages.Letters;

/// <summary>The office drafts a letter on an issue: the ledger proposes the words, the office changes them as it likes.</summary>
[Authorize(Policy = Policies.Office)]
public sealed class NewModel(LedgerDb db, CurrentActor current, LetterActs acts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid IssueId { get; set; }

    [BindProperty(SupportsGet = true)]
    public LetterKind Kind { get; set; }

    [BindProperty]
    public LetterForm Form { get; set; } = new();

    public Issue Issue { get; private set; } = null!;

    public string? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        var round = await db.Rounds.AsNoTracking().SingleAsync(r => r.Id == Issue.RoundId, cancellationToken);
        var text = LetterText.Compose(Kind, Issue, round.Title, clock.Today());
        var calendar = await CalendarBook.ReadAsync(db, cancellationToken);
        Form = new LetterForm
        {
            Kind = Kind,
            Title = text.Title,
            Body = text.Body,
            ReplyBy = calendar.AddWorkingDays(clock.Today(), round.Settings.Letters.ReplyWithinWorkingDays),
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var drafted = await acts.DraftAsync(current.Actor, IssueId, Form.Read(), cancellationToken);
        if (!drafted.IsRefused)
        {
            TempData["Said"] = "Said_DraftLetter";
            return RedirectToPage("/Letters/Letter", new { id = drafted.Value });
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Refused = drafted.Refusal.In(CultureInfo.CurrentUICulture);
        Response.StatusCode = RefusalStatus.Of(drafted.Refusal);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (await db.ForLetterAsync(IssueId, cancellationToken) is not { LeadUnitId: not null } issue)
        {
            return false;
        }

        Issue = issue;
        return true;
    }
}
