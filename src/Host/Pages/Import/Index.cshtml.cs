using System.Globalization;
using Host.Accounts;
using Host.Localization;
using Host.Pages.Shared;
using Ledger.Notices;
using Ledger.Refusals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Workflows.Importing;

namespace Host.Pages.Import;

/// <summary>Import of a notice: choose a file, look at what was read and what was not placed, then all of it at once or nothing.</summary>
[Authorize(Policies.Office)]
[RequestSizeLimit(LargestRequest)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestRequest)]
public sealed class IndexModel(NoticeImport import, PendingNotices pending, CurrentActor current, IStringLocalizer<Words> words) : PageModel
{
    // Wider than any notice the reader takes, so that a file too large is answered with words and not with a broken connection.
    private const int LargestRequest = 80 * 1024 * 1024;

    [BindProperty]
    public IFormFile? Notice { get; set; }

    [BindProperty]
    public Guid PreviewId { get; set; }

    public PendingNotice? Preview { get; private set; }

    public string? Refused { get; private set; }

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellationToken)
    {
        if (Notice is null)
        {
            return Refuse(words["ChooseAFile"], StatusCodes.Status400BadRequest);
        }

        // One byte more than the reader takes: enough for it to say that the file is too large.
        var bytes = new byte[Math.Min(Notice.Length, NoticeFile.LongestInBytes + 1L)];
        await using var stream = Notice.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        var reading = NoticeFile.Read(bytes);
        if (reading.IsRefused)
        {
            return Refuse(reading.Refusal.In(CultureInfo.CurrentUICulture), StatusCodes.Status400BadRequest);
        }

        Preview = pending.Keep(current.Actor.Id, Path.GetFileName(Notice.FileName), NoticeImport.FingerprintOf(bytes), reading);
        return Page();
    }

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken)
    {
        if (pending.Find(current.Actor.Id, PreviewId) is not { } notice)
        {
            return Refuse(words["PreviewGone"], StatusCodes.Status409Conflict);
        }

        var outcome = await import.ImportAsync(notice.Reading, notice.FileName, notice.Fingerprint, null, current.Actor, cancellationToken);
        if (outcome.IsRefused)
        {
            Preview = notice;
            return Refuse(outcome.Refusal.In(CultureInfo.CurrentUICulture), RefusalStatus.Of(outcome.Refusal));
        }

        pending.Forget(current.Actor.Id, notice);
        TempData["Said"] = "Said_Import";
        return LocalRedirect("/");
    }

    private PageResult Refuse(string why, int status)
    {
        Refused = why;
        Response.StatusCode = status;
        return Page();
    }
}
