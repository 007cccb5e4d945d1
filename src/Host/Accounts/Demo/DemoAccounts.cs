using Host.Accounts.Storage;
using Ledger.History;
using Ledger.Issues;
using Ledger.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Host.Accounts.Demo;

/// <summary>Makes the demo accounts that are missing, each tied to somebody of the roster who has something to see.</summary>
public sealed class DemoAccounts(DemoAccountsShown shown, UserManager<Account> users, AccountsDb accounts, LedgerDb ledger)
{
    /// <summary>Safe to repeat: an account that exists stays as it is, but for a person it still lacks.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var demo in shown.Accounts)
        {
            var account = await users.FindByNameAsync(demo.UserName);
            if (account is null)
            {
                account = new Account { UserName = demo.UserName, DisplayName = demo.UserName, Role = demo.Role };
                account.PersonId = await PersonAsync(demo.Role, cancellationToken);
                Check(await users.CreateAsync(account, demo.Password), demo.UserName);
            }
            else if (account.PersonId is null && await PersonAsync(account.Role, cancellationToken) is { } person)
            {
                account.PersonId = person;
                Check(await users.UpdateAsync(account), demo.UserName);
            }
        }
    }

    private async Task<Guid?> PersonAsync(Role role, CancellationToken cancellationToken)
    {
        var taken = await accounts.Users.Where(a => a.PersonId != null).Select(a => a.PersonId!.Value).ToListAsync(cancellationToken);
        var candidates = role switch
        {
            Role.Office => OfficePeople(),
            Role.Leader => Leaders(),
            _ => Liaisons(),
        };
        var found = await candidates.Where(id => !taken.Contains(id)).Take(1).ToListAsync(cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    private IQueryable<Guid> OfficePeople() =>
        from person in ledger.People
        join unit in ledger.Units on person.UnitId equals unit.Id
        where unit.IsOffice
        orderby unit.HeadId == person.Id, person.Email
        select person.Id;

    /// <summary>Whoever leads most issues first.</summary>
    private IQueryable<Guid> Leaders() =>
        from lead in ledger.Set<LeadLeader>()
        group lead by lead.PersonId into led
        orderby led.Count() descending, led.Key
        select led.Key;

    /// <summary>Liaisons of the units that lead most issues first.</summary>
    private IQueryable<Guid> Liaisons() =>
        from unit in ledger.Units
        from liaison in unit.Liaisons
        where liaison.UnitId == unit.Id && !unit.IsOffice
        orderby ledger.Issues.Count(i => i.LeadUnitId == unit.Id) descending, liaison.Email
        select liaison.Id;

    private static void Check(IdentityResult result, string userName)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                $"The demo account '{userName}' cannot be made: {string.Join(" ", result.Errors.Select(e => e.Description))}");
        }
    }
}
