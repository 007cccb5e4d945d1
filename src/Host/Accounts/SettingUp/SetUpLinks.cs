using Host.Accounts.Storage;
using Ledger.History;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Host.Accounts.SettingUp;

/// <summary>Makes and takes the one-time link for the first office account: nobody ships a default password.</summary>
public sealed class SetUpLinks(AccountsDb db, UserManager<Account> users, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>A new token, replacing older unused ones; null when an office account exists and no link is needed.</summary>
    public async Task<string?> MakeAsync(CancellationToken cancellationToken)
    {
        if (await OfficeExistsAsync(cancellationToken))
        {
            return null;
        }

        await db.SetUpLinks.Where(l => l.UsedAt == null).ExecuteDeleteAsync(cancellationToken);
        var (token, hash) = LinkToken.Make();
        var now = clock.GetUtcNow();
        db.SetUpLinks.Add(new SetUpLink { TokenHash = hash, MadeAt = now, ExpiresAt = now + Lifetime });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>Whether the link would still work; looking at it does not use it up.</summary>
    public async Task<bool> WorksAsync(string? token, CancellationToken cancellationToken) =>
        LinkToken.Hash(token) is { } hash && await Open(hash).AnyAsync(cancellationToken) && !await OfficeExistsAsync(cancellationToken);

    /// <summary>Makes the first office account and uses the link up, together or not at all.</summary>
    /// <returns>Success; Identity's complaints about name or password; or null when the link does not work any more.</returns>
    public async Task<IdentityResult?> TakeAsync(string? token, Account account, string password, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        // The row lock makes a second, simultaneous use wait here and then find the link used.
        if (LinkToken.Hash(token) is not { } hash
            || await Open(hash).ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now), cancellationToken) == 0
            || await OfficeExistsAsync(cancellationToken))
        {
            return null;
        }

        var result = await users.CreateAsync(account, password);
        if (result.Succeeded)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return result;
    }

    private Task<bool> OfficeExistsAsync(CancellationToken cancellationToken) =>
        db.Users.AnyAsync(a => a.Role == Role.Office, cancellationToken);

    private IQueryable<SetUpLink> Open(byte[] hash)
    {
        var now = clock.GetUtcNow();
        return db.SetUpLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now);
    }
}
