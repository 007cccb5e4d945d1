using Host.Accounts.Storage;
using Ledger.History;
using Ledger.Issues;
using Ledger.Rounds;
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
                account.PersonId = await PersonAsync(demo, cancellationToken);
                Check(await users.CreateAsync(account, demo.Password), demo.UserName);
            }
            else if (account.PersonId is null && await PersonAsync(demo, cancellationToken) is { } person)
            {
                account.PersonId = person;
                Check(await users.UpdateAsync(account), demo.UserName);
            }
        }
    }

    private async Task<Guid?> PersonAsync(DemoAccount demo, CancellationToken cancellationToken)
    {
        var taken = await accounts.Users.Where(a => a.PersonId != null).Select(a => a.PersonId!.Value).ToListAsync(cancellationToken);
        var shownUnit = await ShownUnits().FirstOrDefaultAsync(cancellationToken);
        var candidates = (demo.Role, demo.Seat) switch
        {
            (Role.Office, _) => OfficePeople(),
            (Role.Leader, DemoSeat.LeadingGroup) => LeadingGroup(shownUnit),
            (Role.Leader, _) => Leaders(shownUnit),
            (_, DemoSeat.UnitHead) => ledger.Units.Where(u => u.Id == shownUnit && u.HeadId != null).Select(u => u.HeadId!.Value),
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

    /// <summary>The units as the demo liaison is chosen: those that lead most issues first.</summary>
    private IQueryable<Guid> ShownUnits() =>
        from unit in ledger.Units
        from liaison in unit.Liaisons
        where liaison.UnitId == unit.Id && !unit.IsOffice
        orderby ledger.Issues.Count(i => i.LeadUnitId == unit.Id) descending, liaison.Email
        select unit.Id;

    /// <summary>Whoever leads most issues of the unit shown first, so that the demo's people meet on one issue.</summary>
    private IQueryable<Guid> Leaders(Guid shown) =>
        from lead in ledger.Set<LeadLeader>()
        group lead by lead.PersonId into led
        orderby led.Count(l => ledger.Issues.Any(i => i.Id == l.IssueId && i.LeadUnitId == shown)) descending, led.Count() descending, led.Key
        select led.Key;

    /// <summary>Deputy heads and above who lead fewest issues of the unit shown first.</summary>
    private IQueryable<Guid> LeadingGroup(Guid shown) =>
        from member in ledger.Set<LeadingGroupMember>()
        where member.PersonId != null && member.Role != LeadingGroupRole.Member
        orderby ledger.Set<LeadLeader>().Count(l => l.PersonId == member.PersonId && ledger.Issues.Any(i => i.Id == l.IssueId && i.LeadUnitId == shown)),
            member.Role, member.Ordinal
        select member.PersonId!.Value;

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
