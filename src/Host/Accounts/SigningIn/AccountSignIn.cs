using Ledger.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Host.Accounts.SigningIn;

/// <summary>Signing in, which a closed account and a person who left the roster can do no more; to a stranger it reads like a wrong password.</summary>
internal sealed class AccountSignIn(
    UserManager<Account> users,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Account>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    LedgerDb ledger) : SignInManager<Account>(users, http, claims, options, logger, schemes, confirmation)
{
    /// <inheritdoc />
    public override async Task<bool> CanSignInAsync(Account user) =>
        user.ClosedAt is null
        && !await ledger.People.AnyAsync(p => p.Id == user.PersonId && p.LeftOn != null, Context.RequestAborted)
        && await base.CanSignInAsync(user);
}
