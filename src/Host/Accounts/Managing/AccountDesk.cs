using Host.Accounts.Inviting;
using Host.Accounts.Storage;
using Ledger.History;
using Ledger.Refusals;
using Ledger.Storage;
using Ledger.Units;
using Ledger.Units.History;
using Ledger.Units.Keeping;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Notifications.Queueing;
using Npgsql;
using Workflows.Acts;

namespace Host.Accounts.Managing;

/// <summary>
/// What the office does to accounts. The account, its link, the mail and the line in the roster's history are one transaction, one
/// act at a time over roster and accounts; null means done, a refusal means nothing has changed.
/// </summary>
public sealed class AccountDesk(AccountsDb accounts, UserManager<Account> users, AccountLinks links, Outbox outbox, TimeProvider clock)
{
    /// <summary>Opens an account for somebody of the roster and mails him the link to set its password.</summary>
    /// <param name="site">Address people open, for the link.</param>
    public Task<Refusal?> InviteAsync(Actor actor, Guid personId, string? userName, Role role, string site, CancellationToken cancellationToken) =>
        RunAsync(async work =>
        {
            if (await work.Ledger.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
            {
                return RosterRefusals.PersonNotFound;
            }

            var name = RosterText.Tidy(userName);
            var decision = AccountRules.Invite(
                person,
                await accounts.Users.AnyAsync(a => a.PersonId == personId, cancellationToken),
                name,
                name.Length > 0 && await users.FindByNameAsync(name) is not null,
                role,
                actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            var account = new Account { UserName = name, DisplayName = person.Name, Role = role, PersonId = personId, Culture = person.Culture };
            Check(await users.CreateAsync(account));
            await MailLinkAsync(work, account, person, site, cancellationToken);
            work.Note(decision.Value, actor, personId);
            return null;
        }, cancellationToken);

    /// <summary>Mails a new link: the invitation again, or a way to a new password.</summary>
    public Task<Refusal?> SendLinkAsync(Actor actor, Guid accountId, string site, CancellationToken cancellationToken) =>
        ForAsync(accountId, async (work, account, person) =>
        {
            var decision = AccountRules.SendLink(account, person, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            await MailLinkAsync(work, account, person!, site, cancellationToken);
            work.Note(decision.Value, actor, account.PersonId);
            return null;
        }, cancellationToken);

    public Task<Refusal?> ChangeRoleAsync(Actor actor, Guid accountId, Role role, CancellationToken cancellationToken) =>
        ForAsync(accountId, async (work, account, person) =>
        {
            var decision = AccountRules.ChangeRole(account, person, role, await OpenOfficeAccountsAsync(cancellationToken), actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            if (account.Role != role)
            {
                account.Role = role;
                Check(await users.UpdateAsync(account));
                work.Note(decision.Value, actor, account.PersonId);
            }

            return null;
        }, cancellationToken);

    /// <summary>Closes an account. It counts at once, and links still on their way work no more.</summary>
    public Task<Refusal?> CloseAsync(Actor actor, Guid accountId, CancellationToken cancellationToken) =>
        ForAsync(accountId, async (work, account, _) =>
        {
            var decision = AccountRules.Close(account, await OpenOfficeAccountsAsync(cancellationToken), actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            account.ClosedAt = clock.GetUtcNow();
            await accounts.AccountLinks.Where(l => l.AccountId == accountId && l.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
            Check(await users.UpdateSecurityStampAsync(account));
            work.Note(decision.Value, actor, account.PersonId);
            return null;
        }, cancellationToken);

    public Task<Refusal?> ReopenAsync(Actor actor, Guid accountId, CancellationToken cancellationToken) =>
        ForAsync(accountId, async (work, account, person) =>
        {
            var decision = AccountRules.Reopen(account, person, actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            account.ClosedAt = null;
            Check(await users.UpdateAsync(account));
            work.Note(decision.Value, actor, account.PersonId);
            return null;
        }, cancellationToken);

    /// <summary>Ties the actor's own account to the person of the roster he is.</summary>
    public Task<Refusal?> TieOwnAsync(Actor actor, Guid personId, CancellationToken cancellationToken) =>
        ForAsync(Guid.TryParse(actor.Id, out var own) ? own : Guid.Empty, async (work, account, _) =>
        {
            if (await work.Ledger.People.SingleOrDefaultAsync(p => p.Id == personId, cancellationToken) is not { } person)
            {
                return RosterRefusals.PersonNotFound;
            }

            var decision = AccountRules.Tie(account, person, await accounts.Users.AnyAsync(a => a.PersonId == personId, cancellationToken), actor);
            if (decision.IsRefused)
            {
                return decision.Refusal;
            }

            account.PersonId = personId;
            Check(await users.UpdateAsync(account));
            work.Note(decision.Value, actor, personId);
            return null;
        }, cancellationToken);

    private async Task MailLinkAsync(Work work, Account account, Person person, string site, CancellationToken cancellationToken)
    {
        var (token, link) = await links.MakeAsync(account, cancellationToken);
        await outbox.EnqueueAsync(work.Transaction, [AccountMails.Link(account, person, link, $"{site.TrimEnd('/')}{AccountLinks.Path}?token={token}")], cancellationToken);
    }

    private Task<int> OpenOfficeAccountsAsync(CancellationToken cancellationToken) =>
        accounts.Users.CountAsync(a => a.Role == Role.Office && a.ClosedAt == null, cancellationToken);

    private Task<Refusal?> ForAsync(Guid accountId, Func<Work, Account, Person?, Task<Refusal?>> act, CancellationToken cancellationToken) =>
        RunAsync(async work =>
        {
            if (await accounts.Users.SingleOrDefaultAsync(a => a.Id == accountId, cancellationToken) is not { } account)
            {
                return AccountRefusals.AccountNotFound;
            }

            var person = account.PersonId is { } id ? await work.Ledger.People.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) : null;
            return await act(work, account, person);
        }, cancellationToken);

    private async Task<Refusal?> RunAsync(Func<Work, Task<Refusal?>> act, CancellationToken cancellationToken)
    {
        await using var transaction = await accounts.Database.BeginTransactionAsync(cancellationToken);
        var raw = (NpgsqlTransaction)transaction.GetDbTransaction();
        await using var ledger = LedgerDb.On(raw);
        await RosterLock.TakeAsync(ledger, cancellationToken);
        if (await act(new Work(raw, ledger, clock)) is { } refusal)
        {
            return refusal;
        }

        await ledger.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The account was not saved: {string.Join(" ", result.Errors.Select(e => e.Description))}");
        }
    }

    private sealed record Work(NpgsqlTransaction Transaction, LedgerDb Ledger, TimeProvider Clock)
    {
        public void Note(RosterEvent what, Actor actor, Guid? personId) => Ledger.Note(what, actor, Clock.GetUtcNow(), person: personId);
    }
}
