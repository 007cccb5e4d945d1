using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Issues;
using Ledger.LookingBack;
using Ledger.Notes;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.SigningOff;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Notifications.Proof;
using Workflows.LifeCycle;
using Workflows.Mails;

namespace Host.Pages.Issues;

/// <summary>
/// One issue with everything that belongs to it, and the acts its reader may do. An act that is refused gives the page
/// again with the reason at its form and everything typed still there; one that is done leads back to the page by GET.
/// </summary>
[RequestSizeLimit(Uploads.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.LargestRequest)]
public partial class IssueModel(IssueDesk desk, CurrentActor current) : PageModel
{
    private const int MailsShown = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public IssueDossier Dossier { get; private set; } = null!;

    /// <summary>Where the workflow stands; null when it has none.</summary>
    public LifeCyclePosition? Position { get; private set; }

    /// <summary>The newest mails about the issue that the reader may know of.</summary>
    public MailPage Mails { get; private set; } = new([], 0);

    /// <summary>What people wrote by answering its mails.</summary>
    public IReadOnlyList<IssueNote> Notes { get; private set; } = [];

    /// <summary>Leaders see that mails went out; the mails themselves belong to the office and those they went to.</summary>
    public bool MayOpenMails => current.Actor.Role is Role.Office or Role.Liaison;

    public ActsOpen Open { get; private set; } = null!;

    /// <summary>The act that was refused, by its handler's name, and why.</summary>
    public (string Act, string Reason)? Refused { get; private set; }

    /// <summary>Whom the assignment can name; null unless the issue waits for the reader to assign it.</summary>
    public AssignmentChoices? Assignable { get; private set; }

    /// <summary>Who may lead in the place of a lead leader who has left; empty while none has, or no look-back waits.</summary>
    public IReadOnlyList<LeaderChoice> Successors { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) ? Page() : NotFound();

    /// <summary>The reason <paramref name="act"/> was refused just now, if it was.</summary>
    public string? RefusalOf(string act) => Refused is { } refused && refused.Act == act ? refused.Reason : null;

    /// <summary>Whether a refused act at a measure or at a step of the office's own has lost its form: then the reason stands with the acts.</summary>
    public bool LeftOver(string act) => act.Split('-') switch
    {
        ["TakeBack"] => true,
        ["OwnAgree" or "OwnReturn", var step] => !Open.OwnSteps.Any(s => s.MayDecide && s.Step.Id == Guid.ParseExact(step, "n")),
        [var name, var at] => !(name switch { "Complete" => Open.Complete, "Prove" => Open.Prove, _ => Open.Extend }).Contains(int.Parse(at, CultureInfo.InvariantCulture)),
        _ => false,
    };

    /// <summary>Where the form of <paramref name="act"/> is sent when the step stands on another page; null on the issue's own.</summary>
    public virtual string? Beside(string act) => null;

    /// <summary>The answer to an act that was done: the page by GET, with <paramref name="said"/> on it.</summary>
    protected virtual Task<IActionResult> DoneAsync(string said, CancellationToken cancellationToken)
    {
        TempData["Said"] = said;
        return Task.FromResult<IActionResult>(RedirectToPage("/Issues/Issue", new { Id }));
    }

    /// <summary>The status a refusal is answered with.</summary>
    protected virtual int StatusOf(int refusal) => refusal;

    /// <summary>Reads everything the page shows; false when the reader may not see the issue.</summary>
    protected async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var (db, today) = (desk.Db, desk.Clock.Today());
        if (await IssueDossier.FindAsync(db, current.Actor, Id, today, cancellationToken) is not { } dossier)
        {
            return false;
        }

        Dossier = dossier;
        Position = await desk.LifeCycle.FindAsync(dossier.Issue.WorkflowInstanceId, cancellationToken);
        var parties = await SignOffParties.ReadAsync(db, dossier.Issue, current.Actor, today, cancellationToken);
        Open = ActsOpen.To(current.Actor, dossier.Issue, parties, Position?.OpenTasks ?? [], today);
        Notes = await IssueNotes.OfAsync(db, Id, cancellationToken);
        var addresses = await UnitAddresses.SeenByAsync(db, current.Actor, cancellationToken);
        Mails = await desk.Mails.ListAsync(new MailFilter(IssueMails.RelatesTo(Id), Addresses: addresses), 1, MailsShown, cancellationToken);
        if (Open.LookBack && LookBackOn.HaveLeft(dossier.Issue).Count > 0)
        {
            Successors = await Choices.LeadersAsync(db, cancellationToken);
        }

        if (Open.Assign)
        {
            Assignable = await AssignmentChoices.ReadAsync(db, cancellationToken);
            Assignment.Cover(dossier.Issue.Measures);
        }

        return true;
    }

    /// <summary>What an agreement has brought about: heard beside others, the next step, or the sign-off.</summary>
    private async Task<string> AgreedSoAsync(CancellationToken cancellationToken) =>
        await desk.Db.Set<SignOffStep>().AnyAsync(s => s.Id == Verdict.StepId && s.Outcome == StepOutcome.Open, cancellationToken) ? "Said_ApproveHeard"
        : await desk.Db.Issues.AnyAsync(i => i.Id == Id && i.Status == IssueStatus.SignedOff, cancellationToken) ? "Said_ApproveLast"
        : "Said_Approve";

    private async Task<IActionResult> ActAsync(string act, Task<Refusal?> doing, CancellationToken cancellationToken)
    {
        var refusal = await doing;
        if (refusal is null)
        {
            return await DoneAsync(act == "Approve" ? await AgreedSoAsync(cancellationToken) : $"Said_{act.Split('-')[0]}", cancellationToken);
        }

        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Refused = (act, refusal.In(CultureInfo.CurrentUICulture));
        Response.StatusCode = StatusOf(RefusalStatus.Of(refusal));
        return Page();
    }
}
