using Host.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace Host.Pages.Issues;

/// <summary>
/// The open step alone, to stand beside the diagram: the same acts as on the issue page, answered with this piece so that the
/// page around it stays. A refusal is part of the answer, not a status: htmx places only what has succeeded.
/// </summary>
public sealed class OpenStepModel(IssueDesk desk, CurrentActor current) : IssueModel(desk, current)
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
        (Verdict, SiteCheck, LookBack, Said) = (new VerdictForm(), new SiteCheckForm(), new LookBackForm(), said);
        return await LoadAsync(cancellationToken) ? Page() : NotFound();
    }

    /// <inheritdoc />
    protected override int StatusOf(int refusal) => StatusCodes.Status200OK;
}
