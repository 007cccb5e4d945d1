using ElsaRuntime;
using ElsaRuntime.Instances;
using Host.Accounts;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Host.Pages.Studio;

/// <summary>
/// One workflow, live; for an issue's with the step that is open, its measures and its earlier rounds beside the diagram.
/// What stands beside it is the issue page's own, so that both offer the same and take the same way.
/// </summary>
[Authorize(Policies.Office)]
public sealed class InstanceModel(NpgsqlDataSource source, IWorkflowEngine engine, LedgerDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    public InstanceView Instance { get; private set; } = null!;

    /// <summary>The issue whose life cycle it is; null for any other workflow.</summary>
    public (Guid Id, int Number, string Title)? Issue { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await engine.FindAsync(transaction, Id, cancellationToken) is not { } instance)
        {
            return NotFound();
        }

        Instance = instance;
        var issue = await db.Issues.AsNoTracking().Where(i => i.WorkflowInstanceId == Id)
            .Select(i => new { i.Id, i.Number, i.Heading, i.Text }).SingleOrDefaultAsync(cancellationToken);
        Issue = issue is null ? null : (issue.Id, issue.Number, IssueTitle.Of(issue.Heading, issue.Text));
        return Page();
    }
}
