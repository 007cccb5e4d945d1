using Host.Accounts;
using Ledger.Deadlines;
using Ledger.History;
using Ledger.Reading;
using Ledger.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Host.Pages;

/// <summary>The overview: the round, how far things have come, which lights are on, and who is behind.</summary>
public sealed class IndexModel(LedgerDb db, CurrentActor current, TimeProvider clock) : PageModel
{
    public Overview Overview { get; private set; } = null!;

    /// <summary>The round to look at; the newest if none is named.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Round { get; set; }

    public IReadOnlyList<RoundChoice> Rounds { get; private set; } = [];

    /// <summary>What links into the list carry along, so that they show what was counted here; empty while there is one round.</summary>
    public string OfRound => Rounds.Count > 1 && Overview.Round is { } round ? $"round={round.Id}&" : string.Empty;

    public DateOnly Today { get; private set; }

    /// <summary>A liaison sees figures of his own unit's issues only; the page says so.</summary>
    public bool Restricted { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Today = clock.Today();
        Restricted = current.Actor.Role == Role.Liaison;
        Overview = await Overview.ReadAsync(db, current.Actor, Today, Round, cancellationToken);
        Rounds = await Choices.RoundsSeenAsync(db, current.Actor, cancellationToken);
    }
}
