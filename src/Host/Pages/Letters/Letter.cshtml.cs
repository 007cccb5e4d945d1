using System.Globalization;
using Host.Accounts;
using Host.Pages.Shared;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Letters;
using Ledger.Refusals;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Notifications.Receipts;
using Workflows.Acts;
using Workflows.Mails;

namespace Host.Pages.Letters;

/// <summary>One letter with what its reader may do with it, asked of the ledger's own rules.</summary>
[RequestSizeLimit(Uploads.LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = Uploads.LargestRequest)]
public sealed class LetterModel(
    LedgerDb db, CurrentActor current, LetterActs acts, LetterMails mails, ReceiptDesk receipts, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public LetterForm Form { get; set; } = new();

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public List<IFormFile> Files { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    public LetterDossier Dossier { get; private set; } = null!;

    public IReadOnlyList<Receipt> Receipts { get; private set; } = [];

    public DateOnly Today { get; } = clock.Today();

    public bool MayChange { get; private set; }

    public bool MayApprove { get; private set; }

    /// <summary>Why the reader, whose place it would be, may not approve this one.</summary>
    public string? ApproveBlockedBy { get; private set; }

    public bool MaySend { get; private set; }

    public string? SendBlockedBy { get; private set; }

    public bool MaySign { get; private set; }

    public bool MayAnswer { get; private set; }

    public bool MayClose { get; private set; }

    public bool MayVoid { get; private set; }

    public (string Act, string Reason)? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await LoadAsync(cancellationToken))
        {
            return NotFound();
        }

        Form = LetterForm.Of(Dossier.Letter);
        return Page();
    }

    /// <summary>The letter as a Word document: drawn anew from the frozen text, so it is always what was sent.</summary>
    public async Task<IActionResult> OnGetDocumentAsync(CancellationToken cancellationToken) =>
        await LetterRegister.FindAsync(db, current.Actor, Id, cancellationToken) is { Letter: { Number: not null } letter }
            ? File(LetterDocument.Of(letter, mails.Contact), LetterDocument.ContentType, LetterDocument.FileName(letter))
            : NotFound();

    public Task<IActionResult> OnPostChangeAsync(CancellationToken cancellationToken) =>
        ActAsync("ChangeLetter", acts.ChangeAsync(current.Actor, Id, Form.Read(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostApproveAsync(CancellationToken cancellationToken) =>
        ActAsync("ApproveLetter", acts.ApproveAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostSendAsync(CancellationToken cancellationToken) =>
        ActAsync("SendLetter", acts.SendAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostSignAsync(CancellationToken cancellationToken)
    {
        var address = await db.People.Where(p => p.Id == current.Actor.PersonId).Select(p => p.Email).SingleOrDefaultAsync(cancellationToken);
        return await ActAsync("SignLetter", acts.SignAsync(current.Actor, Id, address, cancellationToken), cancellationToken);
    }

    public Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellationToken) =>
        ActAsync("AnswerLetter", Files.ReadAsync(files => acts.AnswerAsync(current.Actor, Id, Answer, files, cancellationToken)), cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) =>
        ActAsync("CloseLetter", acts.CloseAsync(current.Actor, Id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostVoidAsync(CancellationToken cancellationToken) =>
        ActAsync("VoidLetter", acts.VoidAsync(current.Actor, Id, Reason, cancellationToken), cancellationToken);

    /// <summary>The reason <paramref name="act"/> was refused just now, if it was.</summary>
    public string? RefusalOf(string act) => Refused is { } refused && refused.Act == act ? refused.Reason : null;

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

        if (act != "ChangeLetter")
        {
            Form = LetterForm.Of(Dossier.Letter);
        }

        Refused = (act, refusal.In(CultureInfo.CurrentUICulture));
        Response.StatusCode = RefusalStatus.Of(refusal);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var actor = current.Actor;
        if (await LetterRegister.FindAsync(db, actor, Id, cancellationToken) is not { } dossier)
        {
            return false;
        }

        Dossier = dossier;
        var (letter, culture) = (dossier.Letter, CultureInfo.CurrentUICulture);
        var settings = (await db.Rounds.AsNoTracking().Where(r => r.Id == letter.RoundId).Select(r => r.Settings).SingleAsync(cancellationToken)).Letters;
        var approve = MoveLetter.Approve(letter, dossier.Issue, settings, actor).Refusal;
        var send = MoveLetter.Send(letter, actor, Today);
        MayChange = actor.Role == Role.Office && letter.State is LetterState.Draft or LetterState.Approved;
        MayApprove = approve is null;
        ApproveBlockedBy = approve is not null && ReferenceEquals(approve, Refusals.NobodyApprovesHisOwnLetter) ? approve.In(culture) : null;
        MaySend = send is null;
        SendBlockedBy = send is not null && ReferenceEquals(send, Refusals.ReplyByMustLieAhead) ? send.In(culture) : null;
        MaySign = !MoveLetter.Sign(letter, actor).IsRefused;
        MayAnswer = !MoveLetter.Answer(letter, "…", actor).IsRefused;
        MayClose = !MoveLetter.Close(letter, actor).IsRefused;
        MayVoid = !MoveLetter.Void(letter, "…", actor).IsRefused;
        Receipts = letter.Number is null ? [] : await receipts.OfAsync([letter.ReceiptSubject], cancellationToken);
        return true;
    }
}
