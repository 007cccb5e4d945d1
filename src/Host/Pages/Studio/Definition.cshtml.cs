using ElsaRuntime.Definitions;
using Host.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Npgsql;
using Workflows.LifeCycle;

namespace Host.Pages.Studio;

/// <summary>One workflow definition in the designer's editor.</summary>
[Authorize(Policies.Office)]
public sealed class DefinitionModel(NpgsqlDataSource source) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = string.Empty;

    /// <summary>The newest version, draft or not.</summary>
    public DefinitionVersion Latest { get; private set; } = null!;

    /// <summary>Whether it is the one that issues follow.</summary>
    public bool IsLifeCycle => Id == LifeCycleNames.DefinitionId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DefinitionStore.FindAsync(transaction, Id, "Latest", cancellationToken) is not { } latest)
        {
            return NotFound();
        }

        Latest = latest;
        return Page();
    }
}
