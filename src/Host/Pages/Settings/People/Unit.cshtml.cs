using Host.Accounts;
using Host.Localization;
using Ledger.Reading;
using Ledger.Storage;
using Ledger.Units.History;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Workflows.Acts;

namespace Host.Pages.Settings.People;

/// <summary>One unit: its name, head, liaisons, people and open issues; without an id, the form that adds one.</summary>
public sealed class UnitModel(LedgerDb db, RosterActs acts, CurrentActor current, IStringLocalizer<RosterWords> roster) : RosterPageModel(roster)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool IsOffice { get; set; }

    /// <summary>Null while a new one is being added.</summary>
    public UnitDossier? Dossier { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken)
    {
        var isNew = Id is null;
        var id = Id ?? Guid.CreateVersion7();
        return ActAsync(
            () => acts.KeepUnitAsync(current.Actor, id, new UnitFacts(Name ?? string.Empty, IsOffice), isNew, cancellationToken),
            Roster["Said_Saved", Name ?? string.Empty], cancellationToken, $"/settings/people/unit/{id}");
    }

    public async Task<IActionResult> OnPostHeadAsync(Guid? personId, CancellationToken cancellationToken) => await ActAsync(
        () => acts.AppointHeadAsync(current.Actor, Id.GetValueOrDefault(), personId, cancellationToken),
        personId is { } id ? Roster["Said_HeadAppointed", await NameOfAsync(id, cancellationToken)] : Roster["Said_HeadVacant"], cancellationToken);

    public async Task<IActionResult> OnPostLiaisonAsync(Guid personId, CancellationToken cancellationToken) => await ActAsync(
        () => acts.AppointLiaisonAsync(current.Actor, Id.GetValueOrDefault(), personId, cancellationToken),
        Roster["Said_LiaisonAppointed", await NameOfAsync(personId, cancellationToken)], cancellationToken);

    public async Task<IActionResult> OnPostDismissAsync(Guid personId, CancellationToken cancellationToken) => await ActAsync(
        () => acts.DismissLiaisonAsync(current.Actor, Id.GetValueOrDefault(), personId, cancellationToken),
        Roster["Said_LiaisonDismissed", await NameOfAsync(personId, cancellationToken)], cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        var name = Id is { } id && await UnitDossier.FindAsync(db, id, cancellationToken) is { } dossier ? dossier.Unit.Name : string.Empty;
        return await ActAsync(
            () => acts.RemoveUnitAsync(current.Actor, Id.GetValueOrDefault(), cancellationToken),
            Roster["Said_Removed", name], cancellationToken, "/settings/people/units");
    }

    protected override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (Id is not { } id)
        {
            return true;
        }

        Dossier = await UnitDossier.FindAsync(db, id, cancellationToken);
        if (Dossier is not null && Name is null)
        {
            (Name, IsOffice) = (Dossier.Unit.Name, Dossier.Unit.IsOffice);
        }

        return Dossier is not null;
    }

    private async Task<string> NameOfAsync(Guid personId, CancellationToken cancellationToken) =>
        (await db.People.FindAsync([personId], cancellationToken))?.Name ?? string.Empty;
}
