using System.Globalization;
using Host.Accounts;
using Ledger.Refusals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.LifeCycle;

namespace Host.Pages.Studio;

/// <summary>Moves chosen issues to the life cycle's published version; shows beforehand which can be moved and why the others cannot.</summary>
[Authorize(Policies.Office)]
public sealed class MoveModel(LifeCycleMoves moves, CurrentActor current) : PageModel
{
    /// <summary>The definition it is about, for the way back.</summary>
    public static string DefinitionId => LifeCycleNames.DefinitionId;

    /// <summary>What can be moved; null while nothing is published.</summary>
    public LifeCycleMovePlan? Plan { get; private set; }

    [BindProperty]
    public List<Guid> Issues { get; set; } = [];

    /// <summary>The version the reader was shown.</summary>
    [BindProperty]
    public string Version { get; set; } = string.Empty;

    /// <summary>How many were moved just now; null when nothing was tried.</summary>
    public int? Moved { get; private set; }

    /// <summary>Which were not, by number and reason.</summary>
    public IReadOnlyList<(int Number, string Reason)> Refused { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    public async Task OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        var numbers = Plan?.Issues.ToDictionary(i => i.IssueId, i => i.Number) ?? [];
        var refused = new List<(int, string)>();
        foreach (var id in Issues.Distinct())
        {
            if (await moves.MoveAsync(current.Actor, id, Version, cancellationToken) is { } refusal)
            {
                refused.Add((numbers.GetValueOrDefault(id), refusal.In(CultureInfo.CurrentUICulture)));
            }
        }

        Moved = Issues.Distinct().Count() - refused.Count;
        Refused = refused;
        await LoadAsync(cancellationToken);
    }

    private async Task LoadAsync(CancellationToken cancellationToken) => Plan = await moves.PlanAsync(cancellationToken);
}
