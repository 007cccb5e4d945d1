using Host.Accounts.Keys;
using Host.Accounts.Storage;
using Ledger.History;
using Ledger.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Acts;

namespace Host.Accounts;

/// <summary>
/// Reads who stands behind a signed-in request anew each time: a unit that changed on the roster, a role that was taken
/// away, an account that was closed and a person who left count at once, not at the next sign-in.
/// </summary>
internal sealed class CurrentActorMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http, CurrentActor current, AccountsDb accounts, LedgerDb ledger, UserManager<Account> users, LedgerSession session)
    {
        if (http.User.HasClaim(KeyScheme.IsKey, bool.TrueString))
        {
            current.Set(KeyScheme.Actor);
        }
        else if (http.User.Identity is { IsAuthenticated: true })
        {
            if (!Guid.TryParse(users.GetUserId(http.User), out var id)
                || await FindAsync(accounts, ledger, id, http.RequestAborted) is not { } actor
                || !http.User.IsInRole(actor.Role.ToString()))
            {
                http.User = new();
            }
            else
            {
                current.Set(actor);
            }
        }

        // Whoever comes by the designer's API acts in his own name too: the steps of the life cycle ask the session who he is.
        if (current.IsSignedIn)
        {
            session.Actor = current.Actor;
        }

        await next(http);
    }

    private static async Task<Actor?> FindAsync(AccountsDb accounts, LedgerDb ledger, Guid id, CancellationToken cancellationToken)
    {
        var account = await accounts.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        if (account is not { ClosedAt: null })
        {
            return null;
        }

        var person = account.PersonId is { } personId
            ? await ledger.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, cancellationToken)
            : null;
        return person?.LeftOn is not null ? null : new Actor(account.Id.ToString(), person?.Name ?? account.DisplayName, account.Role, person?.UnitId, person?.Id);
    }
}
