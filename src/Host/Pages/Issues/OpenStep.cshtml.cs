using Host.Accounts;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Notifications.Proof;
using Workflows.Acts;
using Workflows.LifeCycle;

namespace Host.Pages.Issues;

/// <summary>
/// The open step alone, to stand beside the diagram: the same acts as on the issue page, answered with this piece so that the
/// page around it stays. A refusal is part of the answer, not a status: htmx places only what has succeeded.
/// </summary>
public sealed class OpenStepModel(
    LedgerDb db, CurrentActor current, IssueActs acts, LifeCycleReading lifeCycle, MailLog mails, TimeProvider clock)
    : IssueModel(db, current, acts, lifeCycle, mails, clock)
{
    /// <summary>Word for what has just been done, if something was.</summary>
    public string? Said { get; private set; }

    /// <inheritdoc />
    public override string? Beside(string act) => $"/issues/{Id}/open-step?handler={act}";

    /// <inheritdoc />
    protected override async Task<IActionResult> DoneAsync(string said, CancellationToken cancellationToken)
    {
        // What was typed belongs to the step that is done.
        ModelState.Clear();
        (Statement, Reason, Said) = (null, null, said);
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    /// <inheritdoc />
    protected override int StatusOf(int refusal) => StatusCodes.Status200OK;
}
