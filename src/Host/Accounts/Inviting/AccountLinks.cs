using Host.Accounts.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Host.Accounts.Inviting;

/// <summary>Makes and takes the links by which people set their passwords.</summary>
public sealed class AccountLinks(AccountsDb db, UserManager<Account> users, TimeProvider clock)
{
    /// <summary>Where the links lead.</summary>
    public const string Path = "/Account/NewPassword";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>A new link for the account, within the caller's transaction; older ones work no more.</summary>
    public async Task<(string Token, AccountLink Link)> MakeAsync(Account account, CancellationToken cancellationToken)
    {
        await db.AccountLinks.Where(l => l.AccountId == account.Id && l.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        var (token, hash) = LinkToken.Make();
        var now = clock.GetUtcNow();
        var link = new AccountLink { TokenHash = hash, AccountId = account.Id, MadeAt = now, ExpiresAt = now + Lifetime };
        db.AccountLinks.Add(link);
        await db.SaveChangesAsync(cancellationToken);
        return (token, link);
    }

    /// <summary>The account a link would set the password of; looking does not use it up.</summary>
    public async Task<Account?> FindAsync(string? token, CancellationToken cancellationToken) =>
        LinkToken.Hash(token) is { } hash
            ? await Open(hash).Join(db.Users, l => l.AccountId, a => a.Id, (_, account) => account)
                .SingleOrDefaultAsync(a => a.ClosedAt == null, cancellationToken)
            : null;

    /// <summary>Sets the password, lifts a lockout and uses the link up, together or not at all.</summary>
    /// <returns>Success; Identity's complaints about the password; or null when the link does not work any more.</returns>
    public async Task<IdentityResult?> TakeAsync(string? token, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var account = await FindAsync(token, cancellationToken);
        var now = clock.GetUtcNow();
        // The row lock makes a second, simultaneous use wait here and then find the link used.
        if (account is null
            || await Open(LinkToken.Hash(token)!).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken) == 0)
        {
            return null;
        }

        var result = await users.ResetPasswordAsync(account, await users.GeneratePasswordResetTokenAsync(account), password);
        if (result.Succeeded)
        {
            await users.SetLockoutEndDateAsync(account, null);
            await users.ResetAccessFailedCountAsync(account);
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    private IQueryable<AccountLink> Open(byte[] hash)
    {
        var now = clock.GetUtcNow();
        return db.AccountLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now);
    }
}
