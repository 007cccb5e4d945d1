using Host.Accounts;
using Host.Accounts.Inviting;
using Host.Accounts.Managing;
using Host.Accounts.Storage;
using Host.Localization;
using Ledger.History;
using Ledger.Reading;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Units.Keeping;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Workflows.Acts;
using Workflows.Mails;

namespace Host.Pages.Settings.People;

/// <summary>One person: what is written down of him, what he holds, his account, his leaving; without an id, the form that adds one.</summary>
public sealed class PersonModel(
    LedgerDb db,
    AccountsDb accounts,
    RosterActs acts,
    AccountDesk desk,
    CurrentActor current,
    IOptions<SiteOptions> site,
    TimeProvider clock,
    IStringLocalizer<RosterWords> roster) : RosterPageModel(roster)
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string Culture { get; set; } = "zh-CN";

    /// <summary>Full name of the unit; by a link from a unit's page it is filled in already.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public Role? Role { get; set; }

    /// <summary>Null while a new one is being added.</summary>
    public PersonDossier? Dossier { get; private set; }

    public Accounts.Account? Account { get; private set; }

    /// <summary>The link on its way to him, if one is.</summary>
    public AccountLink? Link { get; private set; }

    public bool IsOwn => Account is not null && Account.Id.ToString() == current.Actor.Id;

    /// <summary>Whether whoever looks could be this person: his own account stands alone, and this person has none.</summary>
    public bool MayTie => Account is null && current.Actor.PersonId is null && Guid.TryParse(current.Actor.Id, out _);

    public DateTimeOffset Now => clock.GetUtcNow();

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken)
    {
        var isNew = Id is null;
        var id = Id ?? Guid.CreateVersion7();
        var details = new PersonDetails(Name ?? string.Empty, Title ?? string.Empty, Email ?? string.Empty, Culture, Unit);
        return ActAsync(
            () => acts.KeepPersonAsync(current.Actor, id, details, isNew, cancellationToken),
            Roster["Said_Saved", Name ?? string.Empty], cancellationToken, $"/settings/people/person/{id}");
    }

    public Task<IActionResult> OnPostLeaveAsync(Guid? successorId, CancellationToken cancellationToken) => NamedActAsync(
        id => acts.LeaveAsync(current.Actor, id, successorId, cancellationToken), "Said_Left", person => person.Name, cancellationToken);

    public Task<IActionResult> OnPostReturnAsync(CancellationToken cancellationToken) => NamedActAsync(
        id => acts.ReturnAsync(current.Actor, id, cancellationToken), "Said_Returned", person => person.Name, cancellationToken);

    public Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken) => NamedActAsync(
        id => Role is { } role
            ? desk.InviteAsync(current.Actor, id, UserName, role, Site(), cancellationToken)
            : Task.FromResult<Refusal?>(AccountRefusals.RoleUnknown),
        "Said_Invited", person => person.Email, cancellationToken);

    public Task<IActionResult> OnPostTieAsync(CancellationToken cancellationToken) => NamedActAsync(
        id => desk.TieOwnAsync(current.Actor, id, cancellationToken), "Said_Tied", person => person.Name, cancellationToken);

    public Task<IActionResult> OnPostLinkAsync(CancellationToken cancellationToken) => AccountActAsync(
        id => desk.SendLinkAsync(current.Actor, id, Site(), cancellationToken), "Said_LinkSent", cancellationToken);

    public Task<IActionResult> OnPostRoleAsync(CancellationToken cancellationToken) => AccountActAsync(
        id => Role is { } role
            ? desk.ChangeRoleAsync(current.Actor, id, role, cancellationToken)
            : Task.FromResult<Refusal?>(AccountRefusals.RoleUnknown),
        "Said_RoleChanged", cancellationToken);

    public Task<IActionResult> OnPostCloseAsync(CancellationToken cancellationToken) => AccountActAsync(
        id => desk.CloseAsync(current.Actor, id, cancellationToken), "Said_Closed", cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(CancellationToken cancellationToken) => AccountActAsync(
        id => desk.ReopenAsync(current.Actor, id, cancellationToken), "Said_Reopened", cancellationToken);

    protected override async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        if (Id is not { } id)
        {
            return true;
        }

        Dossier = await PersonDossier.FindAsync(db, id, cancellationToken);
        if (Dossier is not { Person: var person })
        {
            return false;
        }

        Account = await accounts.Users.AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == id, cancellationToken);
        Link = Account is null ? null : await accounts.AccountLinks.AsNoTracking()
            .SingleOrDefaultAsync(l => l.AccountId == Account.Id && l.UsedAt == null, cancellationToken);
        if (Name is null)
        {
            (Name, Title, Email, Culture, Unit) = (person.Name, person.Title, person.Email, person.Culture, Dossier.Unit?.Name);
        }

        UserName ??= person.Email;
        Role ??= Account?.Role ?? Likely(Dossier);
        return true;
    }

    private static Role Likely(PersonDossier dossier) => dossier.Unit switch
    {
        null => Ledger.History.Role.Leader,
        { IsOffice: true } => Ledger.History.Role.Office,
        _ => Ledger.History.Role.Liaison,
    };

    private async Task<IActionResult> NamedActAsync(
        Func<Guid, Task<Refusal?>> act, string said, Func<Ledger.Units.Person, string> name, CancellationToken cancellationToken) =>
        Id is { } id && await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is { } person
            ? await ActAsync(() => act(id), Roster[said, name(person)], cancellationToken)
            : NotFound();

    private async Task<IActionResult> AccountActAsync(Func<Guid, Task<Refusal?>> act, string said, CancellationToken cancellationToken)
    {
        var account = await accounts.Users.Where(a => a.PersonId == Id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        return await NamedActAsync(_ => act(account.GetValueOrDefault()), said, person => person.Email, cancellationToken);
    }

    /// <summary>The address people open; without the setting, the one the office has just used.</summary>
    private string Site() => site.Value.PublicUrl?.ToString() ?? $"{Request.Scheme}://{Request.Host}{Request.PathBase}";
}
