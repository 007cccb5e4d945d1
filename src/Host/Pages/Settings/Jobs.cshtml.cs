using Host.Accounts;
using Host.Jobs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages.Settings;

/// <summary>What the clock does for the office: every job, when it ran and will run, what failed and why, and "run again".</summary>
[Authorize(Policies.Office)]
public sealed class JobsModel : PageModel
{
    private readonly JobBook book;
    private readonly Heartbeat heartbeat;
    private readonly TimeProvider clock;

    public JobsModel(IServiceProvider services) =>
        (book, heartbeat, clock) = (services.GetRequiredService<JobBook>(), services.GetRequiredService<Heartbeat>(), services.GetRequiredService<TimeProvider>());

    internal IReadOnlyList<JobLine> Jobs { get; private set; } = [];

    internal IReadOnlyList<JobFailure> Failures { get; private set; } = [];

    public long FailuresInAll { get; private set; }

    /// <summary>When the clock last showed that it runs.</summary>
    public DateTimeOffset? LastBeat { get; private set; }

    /// <summary>It has not shown so for too long.</summary>
    public bool Stands { get; private set; }

    public void OnGet()
    {
        Jobs = book.Jobs();
        (Failures, FailuresInAll) = book.Failures();
        LastBeat = heartbeat.Last();
        Stands = LastBeat is null || clock.GetUtcNow() - LastBeat > Health.HeartbeatHealth.Patience;
    }

    public IActionResult OnPostRun(string id) => Answer(book.RunNow(id), "Said_JobRuns");

    public IActionResult OnPostAgain(string id) => Answer(book.RunAgain(id), "Said_RunAgain");

    private RedirectToPageResult Answer(bool done, string said)
    {
        TempData["Said"] = done ? said : "Said_RunIsGone";
        return RedirectToPage();
    }
}
